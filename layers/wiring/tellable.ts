import { variableOf } from '#runtime/environment';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { DynamoStandingStore } from '#stores/standing-store';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { alerting } from './alerting.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';
import { usageTable } from './usage-table.ts';

const { address: admin } = setting('MAIL_ADMIN');

/** The stores that mails take their content from. */
export const tellable = {
  invoices: new DynamoInvoiceStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
  refunds: new DynamoRefundStore(mainTable),
  standings: new DynamoStandingStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  activations: new DynamoActivationStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  counters: new DynamoCounterReader(usageTable),
  plans: setting('PLANS'),
  ...alerting,
  alerted: { admin, everybody: setting('ALERTS').escalateTo },
};
