import { crc32, deflateRawSync } from 'node:zlib';
import { ExportImpossibleError } from '#domain/accounting/export-impossible';

export type ZippedFile = { name: string; bytes: Uint8Array };

const utf8Names = 0x0800;
const deflate = 8;
const asItIs = 0;
/** At most: the format without its extension for large archives. */
const filesMax = 65_535;

/** The format counts years from here on. */
const firstYear = 1980;

/**
 * Packs files into one ZIP archive, as every system opens it (APPNOTE 6.3.10, without ZIP64). All of
 * them get the time `madeAt`, in UTC: the same files of the same time make the same archive.
 *
 * @throws RangeError for more files than the format holds.
 */
export function zipped(files: readonly ZippedFile[], madeAt: Date): Uint8Array {
  if (files.length > filesMax) throw new RangeError('a ZIP archive holds 65 535 files at most');
  const contents: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const header = headerOf({ path, packed, bytes, madeAt });
    contents.push(Buffer.from('PK\x03\x04', 'latin1'), header, path, packed);
    directory.push(...directoryEntry(header, path, offset));
    offset += 4 + header.length + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...contents, listed, endOf(files.length, listed.length, offset)]);
}

/** A file that is read when its turn comes; `bytes` is its exact length. */
export type StoredFile = { name: string; bytes: number; read: () => Promise<Uint8Array> };

/** What the format without its extension holds, and what its lines need besides names and files. */
const archiveBytesMax = 2 ** 32 - 1;
const headerBytes = 30;
const entryBytes = 46;
const endBytes = 22;

/** How many files are read ahead. */
const readAhead = 8;

/**
 * Packs files as they are into one archive that is written while they are read: PDFs hardly become
 * smaller. Its length is known before, and at most a few files are in memory.
 *
 * @throws ExportImpossibleError for more files or bytes than the format holds.
 */
export function streamedZip(
  files: readonly StoredFile[],
  madeAt: Date,
): { bytes: number; chunks: AsyncIterable<Uint8Array> } {
  const namesBytes = files.reduce((sum, { name }) => sum + Buffer.byteLength(name), 0);
  const contents = files.reduce((sum, file) => sum + file.bytes, 0);
  const bytes = contents + 2 * namesBytes + files.length * (headerBytes + entryBytes) + endBytes;
  if (bytes > archiveBytesMax || files.length > filesMax)
    throw new ExportImpossibleError('too_large', 'a ZIP archive holds 65 535 files and 4 GB');
  return { bytes, chunks: chunksOf(files, madeAt) };
}

async function* chunksOf(files: readonly StoredFile[], madeAt: Date): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (let start = 0; start < files.length; start += readAhead) {
    const group = files.slice(start, start + readAhead);
    const contents = await Promise.all(group.map(({ read }) => read()));
    for (const [index, { name, bytes: length }] of group.entries()) {
      const bytes = contents[index]!;
      if (bytes.length !== length) throw new Error(`${name} has another length than is stored`);
      const path = Buffer.from(name);
      const header = headerOf({ path, packed: bytes, bytes, madeAt, method: asItIs });
      yield Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, path, bytes]);
      directory.push(...directoryEntry(header, path, offset));
      offset += 4 + header.length + path.length + bytes.length;
    }
  }
  const listed = Buffer.concat(directory);
  yield Buffer.concat([listed, endOf(files.length, listed.length, offset)]);
}

/** What the file and its line in the directory both say of it. */
type Entry = {
  path: Buffer;
  packed: Uint8Array;
  bytes: Uint8Array;
  madeAt: Date;
  method?: number;
};

function headerOf({ path, packed, bytes, madeAt, method = deflate }: Entry): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(utf8Names, 2);
  header.writeUInt16LE(method, 4);
  header.writeUInt16LE(timeOf(madeAt), 6);
  header.writeUInt16LE(dayOf(madeAt), 8);
  header.writeUInt32LE(crc32(bytes), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(path.length, 22);
  return header;
}

/** Hours, minutes, and every second second. */
const timeOf = (at: Date): number =>
  (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);

const dayOf = (at: Date): number =>
  ((at.getUTCFullYear() - firstYear) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();

function directoryEntry(header: Buffer, path: Buffer, offset: number): Buffer[] {
  const madeBy = Buffer.from([20, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return [Buffer.from('PK\x01\x02', 'latin1'), madeBy, header, rest, path];
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
