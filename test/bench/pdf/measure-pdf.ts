import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type PdfMeasures = {
  medianMs: number;
  /** The first one of a process: fonts are parsed, code is compiled. */
  coldMs: number;
  bytes: number;
  /** What the process grew by at most while rendering one after the other. */
  rssGrowthBytes: number;
  /** What is still held after a collection: the parsed fonts. */
  heapKeptBytes: number;
};

/** Renders an invoice of 40 lines many times. */
export async function measurePdf(times: number): Promise<PdfMeasures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    'test/bench/pdf/render.ts',
    String(times),
  ]);
  return JSON.parse(stdout) as PdfMeasures;
}
