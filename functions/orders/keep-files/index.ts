import { variableOf } from '#runtime/environment';
import { DynamoOrderStore } from '#stores/order-store';
import { S3StoredFiles } from '#stores/stored-files';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  orders: new DynamoOrderStore(mainTable, acting.now),
  files: new S3StoredFiles(s3, variableOf('FILES_BUCKET')),
});
