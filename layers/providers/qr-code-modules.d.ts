/** The two modules of the package `qrcode` that we use; its own types only cover its entry. */

declare module 'qrcode/lib/core/qrcode.js' {
  /** `data` has a byte for each module, row by row: 1 is dark. */
  export type Matrix = { size: number; data: Uint8Array };

  export function create(
    text: string,
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { modules: Matrix };
}

declare module 'qrcode/lib/renderer/svg-tag.js' {
  import type { Matrix } from 'qrcode/lib/core/qrcode.js';

  /** @param options the margin counts modules. */
  export function render(symbol: { modules: Matrix }, options: { margin: number }): string;
}
