import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fonts and logo of the assets layer, read once at the cold start. */
export function readAssets(directory: string) {
  const read = (name: string): Uint8Array => readFileSync(join(directory, name));
  return {
    regular: read('fonts/PeageSans-Regular.ttf'),
    bold: read('fonts/PeageSans-Bold.ttf'),
    logo: read('logo.png'),
  };
}
