import { writeFileSync } from 'node:fs';
import { describeApi } from '../layers/contract/openapi.ts';

/** Writes the description of the API that the deployed function serves; a test says when it is old. */
const file = 'functions/documentation/get-openapi/openapi.json';
writeFileSync(file, `${JSON.stringify(describeApi(), null, 2)}\n`);
console.log(`${file} written`);
