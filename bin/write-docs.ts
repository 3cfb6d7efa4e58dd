import { writeFileSync } from 'node:fs';
import { apiText } from './docs/api-text.ts';
import { configurationText } from './docs/configuration-text.ts';
import { apiDescription } from './openapi/api-description.ts';
import { referencePage } from './reference/reference-page.ts';

/** Writes the documents that are generated from code; a test fails when they are out of date. */
const documents = {
  'docs/configuration.md': configurationText(),
  'docs/api.md': apiText(),
  'docs/reference.html': referencePage(apiDescription()),
};
for (const [file, text] of Object.entries(documents)) {
  writeFileSync(file, text);
  console.log(`${file} written`);
}
