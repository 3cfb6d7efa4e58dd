import { createHash } from 'node:crypto';
import type { FileRefusal, FileStatus, FileType } from '#vocabulary/files';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { FilesNotAcceptedError } from './file-errors.ts';

/** A file as a buyer announces it, before anything is uploaded. */
export type WantedFile = {
  /** The buyer's own name for it: shown, and never part of a key. */
  name: string;
  contentType: FileType;
  /** Its exact size. */
  bytes: number;
};

/** A file of an order. */
export type OrderFile = WantedFile & {
  /** `file_…`. */
  id: string;
  status: FileStatus;
  /** Only of a refused one. */
  reason?: FileRefusal;
};

export const filesMax = 10;

/** Bytes of one file. */
export const fileBytesMax = 25_000_000;

/** Bytes of all files of an order. */
const filesBytesMax = 100_000_000;

/**
 * The files of a new order. Their ids come from the claim, so that a repeated request names the same
 * ones.
 *
 * @throws FilesNotAcceptedError for a type that the shop does not take, or too much together.
 */
export function newFiles(
  wanted: readonly WantedFile[],
  accepted: readonly FileType[],
  { id, createdAt }: Pick<Claim, 'id' | 'createdAt'>,
): OrderFile[] {
  const other = wanted.findIndex(({ contentType }) => !accepted.includes(contentType));
  if (other >= 0)
    throw new FilesNotAcceptedError(
      'file_type_not_accepted',
      `files[${other}] is of a type that this shop does not take. It takes ${accepted.join(', ')}.`,
    );
  const bytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > filesBytesMax)
    throw new FilesNotAcceptedError(
      'files_too_large',
      `The files have ${bytes} bytes together; an order takes ${filesBytesMax}.`,
    );
  return wanted.map((file, index) => ({
    id: newId(
      'file',
      new Date(createdAt),
      createHash('sha256').update(`${id} file ${index}`).digest(),
    ),
    ...file,
    status: 'awaited',
  }));
}
