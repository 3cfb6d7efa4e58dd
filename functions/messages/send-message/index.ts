import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { tokenSubjectOf } from '#domain/invoices/read-invoice';
import { Addresses } from '#domain/payments/addresses';
import { digestLetters } from '#messaging/digest-letters';
import { invoiceLetters } from '#messaging/invoice-letters';
import { paymentLetters } from '#messaging/payment-letters';
import { Queue } from '#messaging/queue';
import { SesMailSender } from '#messaging/ses-mail-sender';
import { subscriptionLetters } from '#messaging/subscription-letters';
import { usageLetters } from '#messaging/usage-letters';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoAdminNoteStore } from '#stores/admin-note-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoMessageStore } from '#stores/message-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { Table } from '#stores/table';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'USAGE_TABLE_NAME',
  'DOCUMENTS_BUCKET',
  'SELLER',
  'BRAND',
  'MAIL_FROM',
  'MAIL_ADMIN',
  'PLANS',
  'API_URL',
  'WEB_URL',
  'CLIENT_TOKEN_KEY_PARAMETER',
  'SEND_MESSAGE_QUEUE_URL',
);
const dynamodb = new DynamoDBClient({});
const table = new Table(dynamodb, environment.TABLE_NAME);
const addresses = new Addresses(environment.API_URL, environment.WEB_URL);
const clientTokens = clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER));
const now = () => new Date();
const { notesPerHour, ...admin } = JSON.parse(environment.MAIL_ADMIN);
const letterSettings = {
  brand: JSON.parse(environment.BRAND),
  from: environment.MAIL_FROM,
  admin,
  now,
};
const { timeZone } = JSON.parse(environment.SELLER);

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(table),
  documents: new S3DocumentStore(new S3Client({}), environment.DOCUMENTS_BUCKET),
  refunds: new DynamoRefundStore(table),
  customers: new DynamoCustomerStore(table),
  projects: new DynamoProjectStore(table),
  counters: new DynamoCounterReader(new Table(dynamodb, environment.USAGE_TABLE_NAME)),
  plans: JSON.parse(environment.PLANS),
  messages: new DynamoMessageStore(table, now),
  mails: new SesMailSender(new SESClient({})),
  adminNotes: new DynamoAdminNoteStore(table, now),
  notesPerHour,
  digests: new Queue(new SQSClient({}), environment.SEND_MESSAGE_QUEUE_URL),
  letters: {
    ...invoiceLetters({
      ...letterSettings,
      downloadUrl: async (invoice) =>
        addresses.invoicePdf(invoice.id, (await clientTokens()).issue(tokenSubjectOf(invoice))),
      payUrl: async ({ id, content }) =>
        addresses.payInvoice({ id, locale: content.locale }, (await clientTokens()).issue(id)),
    }),
    ...paymentLetters({ ...letterSettings, timeZone }),
    ...digestLetters({ ...letterSettings, timeZone, notesPerHour }),
    ...subscriptionLetters(letterSettings),
    ...usageLetters(letterSettings),
  },
  now,
});
