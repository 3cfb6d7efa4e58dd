import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { readAssets } from '#runtime/assets';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'DOCUMENTS_BUCKET',
  'SELLER',
  'BRAND',
  'ASSETS_DIRECTORY',
);
const { primaryColor, logo } = JSON.parse(environment.BRAND);
const assets = { ...readAssets(environment.ASSETS_DIRECTORY, logo), primaryColor };

const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(table),
  periods: new DynamoPeriodStore(table),
  customers: new DynamoCustomerStore(table),
  projects: new DynamoProjectStore(table),
  documents: new S3DocumentStore(new S3Client({}), environment.DOCUMENTS_BUCKET),
  render: (content) => renderInvoicePdf(content, assets),
  seller: JSON.parse(environment.SELLER),
  pause: tablePause,
  now: () => new Date(),
  randomBytes,
});
