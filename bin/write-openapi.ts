import { writeFileSync } from 'node:fs';
import { apiDescription } from './openapi/api-description.ts';
import { inLines } from './openapi/in-lines.ts';

/**
 * Writes the API description that is deployed; a test fails when it is out of date. With
 * `--released` also the copy that later descriptions are compared with, so that they break no client.
 */
const files = [
  'functions/documentation/get-openapi/openapi.json',
  ...(process.argv.includes('--released') ? ['docs/openapi/released.json'] : []),
];
for (const file of files) {
  writeFileSync(file, inLines(apiDescription()));
  console.log(`${file} written`);
}
