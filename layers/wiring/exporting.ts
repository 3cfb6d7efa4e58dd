import { zipped } from '#documents/zip';
import type { WriteExportDeps } from '#domain/exports/export';
import { variableOf } from '#runtime/environment';
import { S3DocumentStore } from '#stores/document-store';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoExportStore } from '#stores/export-store';
import { S3ExportFiles } from '#stores/exporting/export-files';
import { personalFiles } from '#stores/exporting/personal-data';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';

const bucket = variableOf('DOCUMENTS_BUCKET');
const files = new S3ExportFiles(s3, bucket);
const stored = {
  table: mainTable,
  belongings: new Belongings(mainTable, now),
  documents: new S3DocumentStore(s3, bucket),
};

/** Writes everything that is stored of a customer into one ZIP archive. */
export const exporting: WriteExportDeps = {
  exports: new DynamoExportStore(mainTable),
  collect: async (customer, { requestedAt }) =>
    zipped(await personalFiles(stored, customer, now()), new Date(requestedAt)),
  put: (key, bytes) => files.put(key, bytes),
  now,
};
