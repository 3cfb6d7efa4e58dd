import { variableOf } from '#runtime/environment';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceVerification } from '#stores/invoice-verification';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const documents = new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET'));
const stored = new DynamoInvoiceVerification(mainTable);
const readFile = documents.find.bind(documents);

export const handler = createHandler({ ...acting, stored, readFile, seller: setting('SELLER') });
