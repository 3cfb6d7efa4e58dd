import { crc32, inflateSync } from 'node:zlib';

/** Modules by row and column, true where dark, the quiet zone included. */
export type Modules = boolean[][];

/** The content of each chunk of a PNG, whose signature and checksums are right. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const typed = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(typed));
    chunks.set(typed.toString('latin1', 0, 4), typed.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

/** What a PNG of one bit a pixel shows, looked at pixel by pixel and then module by module. */
export function modulesOfPng(dataUri: string, modulePixels: number): Modules {
  const [prefix, base64 = ''] = dataUri.split(',');
  expect(prefix).toBe('data:image/png;base64');
  const chunks = chunksOf(Buffer.from(base64, 'base64'));
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const [width, height] = [0, 4].map((at) => chunks.get('IHDR')!.readUInt32BE(at)) as [
    number,
    number,
  ];
  expect([...chunks.get('IHDR')!.subarray(8)]).toEqual([1, 0, 0, 0, 0]);
  expect([height, width % modulePixels]).toEqual([width, 0]);
  const rows = inflateSync(chunks.get('IDAT')!);
  const rowBytes = 1 + Math.ceil(width / 8);
  expect(rows.length).toBe(height * rowBytes);
  const isDark = (x: number, y: number) =>
    (rows[y * rowBytes + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0;
  const pixels = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => isDark(x, y)),
  );
  const size = width / modulePixels;
  const at = (x: number, y: number) => pixels[y * modulePixels]![x * modulePixels]!;
  // Where a row has a pixel that is unlike its module.
  const odd = pixels.map((row, y) =>
    row.findIndex(
      (isDark, x) => isDark !== at(Math.floor(x / modulePixels), Math.floor(y / modulePixels)),
    ),
  );
  expect(odd.filter((x) => x >= 0)).toEqual([]);
  return square(size, at);
}

/** What the strokes of the SVG cover. */
export function modulesOfSvg(svg: string): Modules {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)![1]);
  const dark = new Set<string>();
  let [x, y] = [0, 0];
  const strokes = /stroke="#000000" d="([^"]+)"/.exec(svg)![1]!;
  for (const [, command, first, second] of strokes.matchAll(/([Mmh])(\d+)(?: ([\d.]+))?/g)) {
    const by = Number(first);
    if (command === 'M') [x, y] = [by, Number(second) - 0.5];
    if (command === 'm') x += by;
    if (command === 'h') for (let end = x + by; x < end; x++) dark.add(`${x},${y}`);
  }
  return square(size, (column, row) => dark.has(`${column},${row}`));
}

const square = (size: number, isDark: (x: number, y: number) => boolean): Modules =>
  Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => isDark(x, y)));

export const withoutMargin = (modules: Modules, margin: number): Modules =>
  modules.slice(margin, -margin).map((row) => row.slice(margin, -margin));

/** The format information beside the upper left finder: level of error correction, and mask. */
export function formatOf(code: Modules): { level: string; mask: number } {
  const places: [number, number][] = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((x): [number, number] => [x, 8]),
    ...[7, 5, 4, 3, 2, 1, 0].map((y): [number, number] => [8, y]),
  ];
  const bits = places.reduce((value, [x, y]) => value * 2 + Number(code[y]![x]), 0) ^ 0x5412;
  return { level: 'MLHQ'[bits >> 13]!, mask: (bits >> 10) & 7 };
}

const masks: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The text of an undamaged code of version 2 or 3, whose one block holds one run of bytes. */
export function textOf(code: Modules): string {
  const bits = bitsOf(code);
  const take = (count: number) => bits.splice(0, count).reduce((value, bit) => value * 2 + bit, 0);
  expect(take(4)).toBe(0b0100);
  const bytes = Array.from({ length: take(8) }, () => take(8));
  return Buffer.from(bytes).toString('utf8');
}

/** Two columns at a time from the right, up and down in turn, without what is no data. */
function bitsOf(code: Modules): number[] {
  const last = code.length - 1;
  const mask = masks[formatOf(code).mask]!;
  const rights = [...Array(last).keys()].map((i) => last - 2 * i).filter((x) => x > 6);
  return [...rights, 5, 3, 1].flatMap((right, turn) =>
    code.flatMap((_, step) => {
      const y = turn % 2 === 0 ? last - step : step;
      return [right, right - 1]
        .filter((x) => !isFunction(x, y, last))
        .map((x) => Number(code[y]![x] !== (mask(x, y) === 0)));
    }),
  );
}

function isFunction(x: number, y: number, last: number): boolean {
  const isFinder = (x < 9 && y < 9) || (x > last - 8 && y < 9) || (x < 9 && y > last - 8);
  const isAlignment = Math.abs(x - (last - 6)) <= 2 && Math.abs(y - (last - 6)) <= 2;
  return isFinder || isAlignment || x === 6 || y === 6;
}
