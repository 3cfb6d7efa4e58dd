/**
 * Cuts the two typefaces of the documents to the letters they need.
 *
 *     node bin/cut-fonts.ts LiberationSans-Regular.ttf LiberationSans-Bold.ttf
 *
 * Run once, by hand, when the set of letters changes; the result is kept in `layers/assets/fonts`.
 * Cutting beforehand with HarfBuzz keeps documents small and spares them the faults of the
 * subsetting that happens while a PDF is written.
 */
import { readFile, writeFile } from 'node:fs/promises';
// @ts-expect-error: the package ships no types.
import subsetFont from 'subset-font';
import { printedRanges, printedSigns } from '#domain/printed-signs';

type Table = { tag: string; data: Buffer };

/** The licence (SIL OFL 1.1, clause 3) forbids a cut font to keep the name "Liberation". */
const family = 'Peage Sans';

async function main(paths: string[]): Promise<void> {
  if (paths.length !== 2)
    throw new Error('usage: node bin/cut-fonts.ts <regular.ttf> <bold.ttf> (two paths)');
  for (const [index, style] of (['Regular', 'Bold'] as const).entries()) {
    const cut = await cutFont(await readFile(paths[index] as string), style);
    const target = new URL(`../layers/assets/fonts/PeageSans-${style}.ttf`, import.meta.url);
    await writeFile(target, cut);
    console.log(`${target.pathname}: ${cut.length} bytes`);
  }
}

async function cutFont(font: Buffer, style: string): Promise<Buffer> {
  const letters = printedRanges.map(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join(''),
  );
  const cut = await subsetFont(font, letters.join('') + printedSigns, {
    targetFormat: 'sfnt',
    // pdf-lib places glyphs by their widths alone: no ligatures, no kerning, no hinting.
    keepFeatures: [],
    noHinting: true,
    dropTables: ['GSUB', 'GPOS', 'GDEF', 'kern', 'gasp', 'FFTM'],
    preserveNameIds: [0, 5, 13, 14],
  });
  const tables = readTables(cut).map((table) =>
    table.tag === 'name' ? { tag: 'name', data: renamed(table.data, style) } : table,
  );
  return writeTables(cut.readUInt32BE(0), tables);
}

function readTables(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const entry = 12 + 16 * i;
    const offset = font.readUInt32BE(entry + 8);
    const length = font.readUInt32BE(entry + 12);
    return {
      tag: font.toString('latin1', entry, entry + 4),
      data: Buffer.from(font.subarray(offset, offset + length)),
    };
  });
}

/** Keeps copyright, version and licence of the original and gives every name the new family. */
function renamed(nameTable: Buffer, style: string): Buffer {
  const names = windowsNames(nameTable);
  names.set(1, family);
  names.set(2, style);
  names.set(3, `${family} ${style}, cut from Liberation Sans`);
  names.set(4, style === 'Regular' ? family : `${family} ${style}`);
  names.set(6, `${family.replace(' ', '')}-${style}`);
  const entries = [...names].sort(([a], [b]) => a - b);
  const header = Buffer.alloc(6 + 12 * entries.length);
  header.writeUInt16BE(entries.length, 2);
  header.writeUInt16BE(header.length, 4);
  const texts: Buffer[] = [];
  let offset = 0;
  for (const [i, [id, value]] of entries.entries()) {
    const text = Buffer.from(value, 'utf16le').swap16();
    const record = [3, 1, 0x409, id, text.length, offset];
    for (const [j, field] of record.entries()) header.writeUInt16BE(field, 6 + 12 * i + 2 * j);
    texts.push(text);
    offset += text.length;
  }
  return Buffer.concat([header, ...texts]);
}

function windowsNames(table: Buffer): Map<number, string> {
  const names = new Map<number, string>();
  const storage = table.readUInt16BE(4);
  for (let i = 0; i < table.readUInt16BE(2); i++) {
    const at = 6 + 12 * i;
    if (table.readUInt16BE(at) !== 3) continue;
    const start = storage + table.readUInt16BE(at + 10);
    const text = Buffer.from(table.subarray(start, start + table.readUInt16BE(at + 8)));
    names.set(table.readUInt16BE(at + 6), text.swap16().toString('utf16le'));
  }
  return names;
}

function writeTables(version: number, tables: Table[]): Buffer {
  const power = Math.floor(Math.log2(tables.length));
  const header = Buffer.alloc(12 + 16 * tables.length);
  header.writeUInt32BE(version, 0);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  const parts = [header];
  let offset = header.length;
  let head = 0;
  for (const [i, { tag, data }] of tables.entries()) {
    if (tag === 'head') {
      head = offset;
      data.writeUInt32BE(0, 8);
    }
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    const entry = 12 + 16 * i;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(checksum(padded), entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(data.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat(parts);
  // The magic constant of the OpenType specification: the sum of the whole file becomes it.
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, head + 8);
  return font;
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum + data.readUInt32BE(i)) >>> 0;
  return sum;
}

await main(process.argv.slice(2));
