import { randomBytes } from 'node:crypto';
import { accountingFile } from '#documents/accounting-file';
import type { WriteAccountingExportDeps } from '#domain/accounting/write-accounting-export';
import { variableOf } from '#runtime/environment';
import { DynamoAccountingExportStore } from '#stores/accounting-export-store';
import { S3DocumentStore } from '#stores/document-store';
import { S3AccountingFiles } from '#stores/exporting/accounting-files';
import { DynamoBookReader } from '#stores/exporting/book-reader';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';

const bucket = variableOf('DOCUMENTS_BUCKET');
const documents = new S3DocumentStore(s3, bucket);
const { siren, timeZone } = setting('SELLER');
const { accounts } = setting('ACCOUNTING');

/** Reads the books and writes files for the accountant. */
export const accountingExports: WriteAccountingExportDeps = {
  exports: new DynamoAccountingExportStore(mainTable),
  books: new DynamoBookReader(mainTable),
  files: new S3AccountingFiles(s3, bucket),
  compose: (wish, records) =>
    accountingFile(wish, records, { siren, read: (file) => documents.get(file) }),
  accounts,
  timeZone,
  now,
  randomBytes,
};
