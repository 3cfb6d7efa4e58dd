import fc from 'fast-check';
import { createOrderRequest, wantedFile } from '#contract/orders';
import { beginsAs, firstBytesNeeded } from '#domain/files/first-bytes';
import { fileBytesMax, filesMax, newFiles, type WantedFile } from '#domain/files/order-file';
import { aClaim } from '#test/claims';
import { type FileType, fileTypes } from '#vocabulary/files';

const pdf: WantedFile = { name: 'affiche.pdf', contentType: 'application/pdf', bytes: 1_000 };

describe('the files of a new order', () => {
  test('are awaited, each with an id that a repeated request gets again', () => {
    const files = newFiles([pdf, { ...pdf, name: 'verso.pdf' }], fileTypes, aClaim());
    expect(files).toEqual([
      { id: expect.stringMatching(/^file_[0-9A-Z]{26}$/), ...pdf, status: 'awaited' },
      {
        id: expect.stringMatching(/^file_[0-9A-Z]{26}$/),
        ...pdf,
        name: 'verso.pdf',
        status: 'awaited',
      },
    ]);
    expect(files[0]!.id).not.toBe(files[1]!.id);
    expect(newFiles([pdf], fileTypes, aClaim())[0]).toEqual(files[0]);
    expect(newFiles([pdf], fileTypes, aClaim({ id: 'another' }))[0]!.id).not.toBe(files[0]!.id);
  });

  test('are of the types that the shop takes', () => {
    const tiff = { ...pdf, contentType: 'image/tiff' } as const;
    expect(() => newFiles([pdf, tiff], ['application/pdf'], aClaim())).toThrow(
      expect.objectContaining({
        code: 'file_type_not_accepted',
        message: expect.stringContaining('files[1]'),
      }),
    );
  });

  test('have 100 MB together, and not a byte more', () => {
    const four = Array.from({ length: 4 }, () => ({ ...pdf, bytes: fileBytesMax }));
    expect(newFiles(four, fileTypes, aClaim())).toHaveLength(4);
    expect(() => newFiles([...four, { ...pdf, bytes: 1 }], fileTypes, aClaim())).toThrow(
      expect.objectContaining({ code: 'files_too_large' }),
    );
  });
});

describe('a request', () => {
  const takes = (changes: object): boolean => wantedFile.safeParse({ ...pdf, ...changes }).success;

  test.each([
    ['affiche.pdf'],
    ['été – v2 (final).pdf'],
    ['ملف.pdf'],
    ['ファイル.pdf'],
    ['a..b.pdf'],
  ])('may name a file %j', (name) => {
    expect(takes({ name })).toBe(true);
  });

  test.each([
    ['../etc/passwd'],
    ['a/b.pdf'],
    ['a\\b.pdf'],
    ['C:b.pdf'],
    ['.htaccess'],
    ['..'],
    ['a\r\nx-header: b.pdf'],
    ['a\u0000.pdf'],
    ['facture\u202Efdp.exe'],
    ['a\u2066.pdf'],
    [''],
    ['   '],
    ['a'.repeat(151)],
  ])('may not name a file %j', (name) => {
    expect(takes({ name })).toBe(false);
  });

  test('announces at most ten files, none empty, none above 25 MB, none that could run', () => {
    const request = {
      lines: [{ productId: 'prd_1', quantity: 1 }],
      files: Array.from({ length: filesMax }, () => pdf),
    };
    expect(createOrderRequest.safeParse(request).success).toBe(true);
    const eleven = { ...request, files: [...request.files, pdf] };
    expect(createOrderRequest.safeParse(eleven).success).toBe(false);
    for (const bytes of [0, -1, 1.5, 25_000_001, '1000'])
      expect([bytes, takes({ bytes })]).toEqual([bytes, false]);
    for (const contentType of ['text/html', 'image/svg+xml', 'application/x-msdownload'])
      expect([contentType, takes({ contentType })]).toEqual([contentType, false]);
  });
});

describe('the first bytes tell the type', () => {
  const marks: Record<FileType, (string | number[])[]> = {
    'application/pdf': ['%PDF-1.4', '\ufeff%PDF-2.0', `${' '.repeat(1_000)}%PDF-1.7`],
    'image/png': [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    'image/jpeg': [[0xff, 0xd8, 0xff, 0xe0, 0]],
    'image/webp': ['RIFF\x10\x00\x00\x00WEBPVP8 '],
    'image/tiff': ['II*\0\x08', 'MM\0*\0'],
    'application/zip': ['PK\x03\x04\x14', 'PK\x05\x06\0'],
  };
  const samples = fileTypes.flatMap((type) =>
    marks[type].map((mark) => [type, Buffer.from(mark as string)] as const),
  );

  test.each(samples)('%s, and no other', (type, bytes) => {
    expect(fileTypes.filter((other) => beginsAs(other, bytes))).toEqual([type]);
  });

  test.each([
    ['a web page', '<!doctype html><script>'],
    ['a program', 'MZ\x90\0'],
    ['a sound in the same wrapping as WebP', 'RIFF\x10\0\0\0WAVEfmt '],
    ['a PDF’s mark too far inside', `${' '.repeat(firstBytesNeeded)}%PDF-1.7`],
    ['nothing', ''],
  ])('%s is none of them', (_, text) => {
    expect(fileTypes.filter((type) => beginsAs(type, Buffer.from(text)))).toEqual([]);
  });

  test('whatever is cut off before its mark ends is none of them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(2), ([type, bytes], length) => {
        expect(beginsAs(type, bytes.subarray(0, length))).toBe(false);
      }),
    );
  });
});
