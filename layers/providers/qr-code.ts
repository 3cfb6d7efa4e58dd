import { crc32, deflateSync } from 'node:zlib';
import { create, type Matrix } from 'qrcode/lib/core/qrcode.js';
import { render } from 'qrcode/lib/renderer/svg-tag.js';

/** Light modules on every side (ISO/IEC 18004, 5.3.8), without which cameras find no code. */
const quietZone = 4;

/** The capacity of the largest code (version 40, error correction M). */
export const qrPayloadBytesMax = 2331;

/**
 * Draws a QR code, with error correction M, as a data URI and as SVG text.
 *
 * @throws Error when the payload is empty or longer than `qrPayloadBytesMax` bytes of UTF-8.
 */
export function qrCode(payload: string): { png: string; svg: string } {
  const symbol = create(payload, { errorCorrectionLevel: 'M' });
  return {
    png: `data:image/png;base64,${pngOf(symbol.modules).toString('base64')}`,
    svg: render(symbol, { margin: quietZone }),
  };
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Pixels per module. Eight, at one bit per pixel, make each module of a row one byte. */
const modulePixels = 8;

/** The package's own PNG renderer requires pngjs, which is larger than everything else here. */
function pngOf(matrix: Matrix): Buffer {
  const width = (matrix.size + 2 * quietZone) * modulePixels;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // One bit per pixel, greyscale, and the only existing methods.
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rowsOf(matrix), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const [dark, light] = [0x00, 0xff];

/** Every row of pixels starts with a byte for its filter: none. */
function rowsOf({ size, data }: Matrix): Buffer {
  const rowBytes = 1 + size + 2 * quietZone;
  const blankRow = Buffer.alloc(rowBytes, light).fill(0, 0, 1);
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.from(blankRow);
    for (let x = 0; x < size; x++) if (data[y * size + x]) row[1 + quietZone + x] = dark;
    return row;
  });
  const margin = Array.from({ length: quietZone }, () => blankRow);
  const tall = (row: Buffer) => Array.from({ length: modulePixels }, () => row);
  return Buffer.concat([...margin, ...rows, ...margin].flatMap(tall));
}

/** Length, type, content and a checksum over the latter two. */
function chunk(type: string, content: Buffer): Buffer {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
