import type { OrderFile } from '#domain/files/order-file';

/** A PDF that a buyer has announced. */
export const anOrderFile = (changes: Partial<OrderFile> = {}): OrderFile => ({
  id: 'file_01M7Y4MMKF9W2Z5C8F1J4N7R0V',
  name: 'affiche salon été.pdf',
  contentType: 'application/pdf',
  bytes: 13,
  status: 'awaited',
  ...changes,
});

/** Thirteen bytes that begin as a PDF. */
export const aPdf = Buffer.from('%PDF-1.7 love');
