import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the fonts of the assets layer, and the shop's logo if it has one, once at the cold start.
 *
 * @param logo a PNG file of the layer.
 */
export function readAssets(directory: string, logo?: string) {
  const read = (name: string): Uint8Array => readFileSync(join(directory, name));
  return {
    regular: read('fonts/PeageSans-Regular.ttf'),
    bold: read('fonts/PeageSans-Bold.ttf'),
    logo: logo === undefined ? undefined : read(logo),
  };
}
