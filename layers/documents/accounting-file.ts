import type { AccountingEntry } from '#domain/accounting/accounting-entry';
import { bookOf } from '#domain/accounting/book';
import type { FileRecord, RecordOf } from '#domain/accounting/book-records';
import type { InvoiceRecord } from '#domain/accounting/invoice-record';
import type { ExportKind, ExportWish } from '#domain/accounting/wish';
import type { ComposedFile } from '#domain/accounting/write-accounting-export';
import { fecFile, fecFileName } from './fec.ts';
import { invoiceTable } from './invoice-table.ts';
import { streamedZip } from './zip.ts';

type Sources = {
  siren: string;
  /** Reads a document's file. */
  read: (file: FileRecord) => Promise<Uint8Array>;
};

/**
 * Writes the records of an export as the file of its kind.
 *
 * @throws ExportImpossibleError when the data make no valid file.
 */
export function accountingFile(
  wish: ExportWish,
  records: readonly RecordOf[ExportKind][],
  sources: Sources,
): ComposedFile {
  switch (wish.kind) {
    case 'invoices':
      return tableOf(wish, records as InvoiceRecord[]);
    case 'pdf':
      return archiveOf(wish, records as FileRecord[], sources);
    case 'fec':
      return bookFile(wish, records as AccountingEntry[], sources);
  }
}

const tableOf = (wish: ExportWish, records: readonly InvoiceRecord[]): ComposedFile => ({
  ...whole(Buffer.from(invoiceTable(records, wish.decimal ?? 'comma'))),
  fileName: `factures-${wish.from}-${wish.to}.csv`,
  contentType: 'text/csv; charset=utf-8',
  rows: records.length,
});

const archiveOf = (
  { from, to }: ExportWish,
  records: readonly FileRecord[],
  { read }: Sources,
): ComposedFile => ({
  ...streamedZip(
    records.map((file) => ({
      name: `${file.number}.pdf`,
      bytes: file.bytes,
      read: () => read(file),
    })),
    new Date(`${to}T00:00:00Z`),
  ),
  fileName: `factures-${from.slice(0, 'YYYY-MM'.length)}.zip`,
  contentType: 'application/zip',
  rows: records.length,
});

function bookFile(wish: ExportWish, entries: AccountingEntry[], { siren }: Sources): ComposedFile {
  const book = bookOf(entries, wish);
  return {
    ...whole(fecFile(book)),
    fileName: fecFileName(siren, wish.to),
    contentType: 'text/plain; charset=iso-8859-15',
    rows: book.length,
  };
}

function whole(bytes: Uint8Array): Pick<ComposedFile, 'bytes' | 'chunks'> {
  async function* once() {
    yield bytes;
  }
  return { bytes: bytes.length, chunks: once() };
}
