import { NotFoundError } from '../errors.ts';
import type { Order } from '../orders/order.ts';
import { FileNotReadableError } from './file-errors.ts';
import type { OrderFile } from './order-file.ts';
import type { FilePlace } from './stored-files.ts';

/** What a scanner says; `unscanned` where none is used, `unscannable` where it could not look. */
export type ScanVerdict = 'unscanned' | 'clean' | 'pending' | 'infected' | 'unscannable';

/** Knows what a scanner has found in kept files. */
export type FileScans = { verdictOn(place: FilePlace): Promise<ScanVerdict> };

/**
 * A kept file of the order that may be opened.
 *
 * @throws NotFoundError when the order has no such file, or has not kept it.
 * @throws FileNotReadableError when a scanner has not passed it.
 */
export async function readableFile(
  { scans }: { scans: FileScans },
  { id: orderId, files = [] }: Order,
  fileId: string,
): Promise<OrderFile> {
  const file = files.find(({ id }) => id === fileId);
  if (file?.status !== 'kept') throw new NotFoundError('file');
  const verdict = await scans.verdictOn({ orderId, fileId });
  switch (verdict) {
    case 'unscanned':
    case 'clean':
      return file;
    case 'pending':
      throw new FileNotReadableError('file_not_scanned_yet');
    case 'infected':
      throw new FileNotReadableError('file_infected');
    case 'unscannable':
      throw new FileNotReadableError('file_not_scannable');
  }
}
