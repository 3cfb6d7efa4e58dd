import { DynamoAccountingExportStore } from '#stores/accounting-export-store';
import { acting } from '#wiring/acting';
import { linkToExportedFile } from '#wiring/document-links';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const { timeZone } = setting('SELLER');

export const handler = createHandler({
  ...acting,
  exports: new DynamoAccountingExportStore(mainTable),
  link: linkToExportedFile,
  books: { ...setting('ACCOUNTING'), timeZone },
});
