import { writeFileSync } from 'node:fs';
import { configurationText } from './docs/configuration-text.ts';

/** Writes the documents that are made of the code; a test says when they are old. */
for (const [file, text] of [['docs/configuration.md', configurationText()]] as const) {
  writeFileSync(file, text);
  console.log(`${file} written`);
}
