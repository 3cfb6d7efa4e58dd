import { readFileSync } from 'node:fs';

const asset = (path: string) =>
  readFileSync(new URL(`../../../layers/assets/${path}`, import.meta.url));

/** The fonts and the look of the documents in tests. */
export const documentAssets = {
  regular: asset('fonts/PeageSans-Regular.ttf'),
  bold: asset('fonts/PeageSans-Bold.ttf'),
  logo: asset('logo.png'),
  primaryColor: '#1f5f4a',
};
