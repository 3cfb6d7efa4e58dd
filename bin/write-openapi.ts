import { writeFileSync } from 'node:fs';
import { apiDescription } from './openapi/api-description.ts';
import { inLines } from './openapi/in-lines.ts';

/** Writes the description of the API that the deployed function serves; a test says when it is old. */
const file = 'functions/documentation/get-openapi/openapi.json';
writeFileSync(file, inLines(apiDescription()));
console.log(`${file} written`);
