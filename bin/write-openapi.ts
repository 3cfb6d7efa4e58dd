import { writeFileSync } from 'node:fs';
import { apiDescription } from './openapi/api-description.ts';
import { inLines } from './openapi/in-lines.ts';

/** Writes the API description that is deployed; a test fails when it is out of date. */
const file = 'functions/documentation/get-openapi/openapi.json';
writeFileSync(file, inLines(apiDescription()));
console.log(`${file} written`);
