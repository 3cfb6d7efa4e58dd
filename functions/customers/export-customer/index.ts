import { DynamoExportStore } from '#stores/export-store';
import { acting } from '#wiring/acting';
import { linkToExport } from '#wiring/document-links';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  exports: new DynamoExportStore(mainTable),
  link: linkToExport,
});
