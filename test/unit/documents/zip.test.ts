import { crc32, inflateRawSync } from 'node:zlib';
import { streamedZip, zipped } from '#documents/zip';

const files = [
  { name: 'profile.json', bytes: Buffer.from('{"name":"Zénabou"}') },
  { name: 'factures/été.pdf', bytes: Buffer.alloc(70_000, 'ab') },
  { name: 'empty', bytes: Buffer.alloc(0) },
];

const madeAt = new Date('2026-11-27T21:04:37.900Z');

/** Reads an archive as a program does: from the end to the directory, and from there to each file. */
function unzipped(archive: Buffer) {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const offset = archive.readUInt32LE(at + 42);
    const packedLength = archive.readUInt32LE(at + 20);
    const sum = archive.readUInt32LE(at + 16);
    const length = archive.readUInt32LE(at + 24);
    const stamp = archive.readUInt32LE(at + 12);
    at += 46 + nameLength;
    expect(archive.readUInt32LE(offset)).toBe(0x04034b50);
    const start = offset + 30 + archive.readUInt16LE(offset + 26);
    const packed = archive.subarray(start, start + packedLength);
    const isPacked = archive.readUInt16LE(offset + 8) === 8;
    const bytes = isPacked ? inflateRawSync(packed) : Buffer.from(packed);
    expect([bytes.length, crc32(bytes)]).toEqual([length, sum]);
    // MS-DOS: bits of day and time, in both places the same.
    expect(archive.readUInt32LE(offset + 10)).toBe(stamp);
    return { name, bytes, at: writtenTime(stamp) };
  });
}

test('an archive holds each file under its name, in any script', () => {
  expect(unzipped(Buffer.from(zipped(files, madeAt)))).toMatchObject(files);
});

/** As programs show it. */
function writtenTime(stamp: number): string {
  const part = (from: number, bits: number, add = 0) =>
    String(((stamp >>> from) % 2 ** bits) + add).padStart(2, '0');
  const seconds = String((stamp % 32) * 2).padStart(2, '0');
  return `${part(25, 7, 1980)}-${part(21, 4)}-${part(16, 5)} ${part(11, 5)}:${part(5, 6)}:${seconds}`;
}

test('each file has the time at which the archive was made, to two seconds', () => {
  for (const { at } of unzipped(Buffer.from(zipped(files, madeAt))))
    expect(at).toBe('2026-11-27 21:04:36');
});

test('the same files of the same time make the same archive, and none make an empty one', () => {
  expect(zipped(files, madeAt)).toEqual(zipped(files, madeAt));
  expect(unzipped(Buffer.from(zipped([], madeAt)))).toEqual([]);
});

test('more files than the format holds are refused', () => {
  const many = Array.from({ length: 65_536 }, (_, index) => ({
    name: String(index),
    bytes: Buffer.alloc(0),
  }));
  expect(() => zipped(many, madeAt)).toThrow(RangeError);
});

/** Ten thousand times a file, without having it. */
const many = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `${index}.pdf`,
    bytes,
    read: async () => Buffer.alloc(bytes),
  }));

test('a streamed archive is as long as it says, and holds each file as it is', async () => {
  const readable = files.map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    read: async () => bytes,
  }));
  const { bytes, chunks } = streamedZip([...readable, ...many(20, 9)], madeAt);
  const written: Uint8Array[] = [];
  for await (const chunk of chunks) written.push(chunk);
  const archive = Buffer.concat(written);
  expect(archive.length).toBe(bytes);
  expect(unzipped(archive).slice(0, files.length)).toMatchObject(files);
  expect(unzipped(archive)).toHaveLength(files.length + 20);
});

test('a file that changed since it was listed stops the archive', async () => {
  const [file] = many(1, 9);
  const { chunks } = streamedZip([{ ...file!, bytes: 8 }], madeAt);
  await expect(chunks[Symbol.asyncIterator]().next()).rejects.toThrow('another length');
});

test('more than the format holds is refused before anything is read', () => {
  expect(() => streamedZip(many(65_536, 0), madeAt)).toThrow('65 535');
  expect(() => streamedZip(many(2, 2 ** 31), madeAt)).toThrow('4 GB');
});
