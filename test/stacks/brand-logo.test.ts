import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetsDirectory, faultOfLogo } from '../../lib/brand-logo.ts';

const sample = readFileSync(`${assetsDirectory}/logo.png`);

function faultOf(content: Buffer): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'logo-'));
  writeFileSync(join(directory, 'mine.png'), content);
  return faultOfLogo('mine.png', directory);
}

function withWidth(pixels: number): Buffer {
  const png = Buffer.from(sample);
  png.writeUInt32BE(pixels, 16);
  return png;
}

test('the logo of the project can be printed [C16]', () => {
  expect(faultOf(sample)).toBeUndefined();
});

test.each([
  ['what is not a PNG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'is not a PNG'],
  ['an empty file', Buffer.alloc(0), 'is not a PNG'],
  ['more bytes than a logo needs', Buffer.concat([sample, Buffer.alloc(100_000)]), 'bytes'],
  ['more pixels than are printed', withWidth(1_201), 'pixels'],
])('%s is refused before anything is deployed', (_, content, says) => {
  expect(faultOf(content)).toContain(says);
});
