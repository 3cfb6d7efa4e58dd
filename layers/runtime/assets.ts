import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fonts of the assets layer, and the shop's logo where it names one, read once at the cold start.
 *
 * @param logo a file of the layer, a PNG.
 */
export function readAssets(directory: string, logo?: string) {
  const read = (name: string): Uint8Array => readFileSync(join(directory, name));
  return {
    regular: read('fonts/PeageSans-Regular.ttf'),
    bold: read('fonts/PeageSans-Bold.ttf'),
    logo: logo === undefined ? undefined : read(logo),
  };
}
