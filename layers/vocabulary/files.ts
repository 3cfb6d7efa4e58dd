/** What a buyer may send with an order: types that are known by their first bytes, and run nothing. */
export const fileTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/tiff',
  'application/zip',
] as const;

export type FileType = (typeof fileTypes)[number];

/**
 * `awaited` until the order is paid; then what was found is judged once. `erased` with its buyer.
 */
export const fileStatuses = ['awaited', 'kept', 'missing', 'refused', 'erased'] as const;

export type FileStatus = (typeof fileStatuses)[number];

/** Why a file is refused: it is not what was announced. */
export const fileRefusals = ['size_differs', 'type_differs'] as const;

export type FileRefusal = (typeof fileRefusals)[number];

/** Who looks for malware in what was kept. */
export type FileScanner = 'none' | 'guardduty';
