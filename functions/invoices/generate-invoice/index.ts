import { randomBytes } from 'node:crypto';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { readAssets } from '#runtime/assets';
import { variableOf } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { tablePause } from '#stores/table-pause';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const { primaryColor, logo } = setting('BRAND');
const assets = { ...readAssets(variableOf('ASSETS_DIRECTORY'), logo), primaryColor };

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
  render: (content) => renderInvoicePdf(content, assets),
  seller: setting('SELLER'),
  pause: tablePause,
  now,
  randomBytes,
});
