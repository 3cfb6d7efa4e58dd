import { writeFileSync } from 'node:fs';
import { apiText } from './docs/api-text.ts';
import { configurationText } from './docs/configuration-text.ts';

/** Writes the documents that are generated from code; a test fails when they are out of date. */
const documents = { 'docs/configuration.md': configurationText(), 'docs/api.md': apiText() };
for (const [file, text] of Object.entries(documents)) {
  writeFileSync(file, text);
  console.log(`${file} written`);
}
