import { create } from 'qrcode/lib/core/qrcode.js';

/** A row of dark modules: its first one, its row, and how many there are. */
type DarkRun = { column: number; row: number; length: number };

/** A QR code: modules on each side, the light ones around it included, and its dark runs. */
export type QrModules = { size: number; runs: DarkRun[] };

/** Light modules on every side (ISO/IEC 18004, 5.3.8), without which cameras find no code. */
const quietZone = 4;

/**
 * The modules of a QR code with error correction M, which survives a fold or a stain.
 *
 * @throws Error for a text beyond 2331 bytes of UTF-8.
 */
export function qrModules(text: string): QrModules {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const runs: DarkRun[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue;
      const first = column;
      while (column < size && data[row * size + column]) column++;
      const length = column - first;
      runs.push({ column: first + quietZone, row: row + quietZone, length });
    }
  return { size: size + 2 * quietZone, runs };
}
