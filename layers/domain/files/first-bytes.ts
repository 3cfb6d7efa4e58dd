import type { FileType } from '#vocabulary/files';

/** So many bytes tell the type; readers of PDF look for its mark in the first kilobyte, too. */
export const firstBytesNeeded = 1_024;

const startsWith = (bytes: Uint8Array, mark: readonly number[], at = 0): boolean =>
  mark.every((byte, index) => bytes[at + index] === byte);

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

const pdf = ascii('%PDF-');

const isOf: Record<FileType, (bytes: Uint8Array) => boolean> = {
  'application/pdf': (bytes) =>
    bytes.slice(0, firstBytesNeeded).some((_, at) => startsWith(bytes, pdf, at)),
  'image/png': (bytes) => startsWith(bytes, [0x89, ...ascii('PNG\r\n\x1a\n')]),
  'image/jpeg': (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]),
  'image/webp': (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8),
  'image/tiff': (bytes) => startsWith(bytes, ascii('II*\0')) || startsWith(bytes, ascii('MM\0*')),
  // The second one is an empty archive.
  'application/zip': (bytes) =>
    startsWith(bytes, ascii('PK\x03\x04')) || startsWith(bytes, ascii('PK\x05\x06')),
};

/** Whether a file begins as its type does. A type that was only said proves nothing. */
export const beginsAs = (type: FileType, firstBytes: Uint8Array): boolean => isOf[type](firstBytes);
