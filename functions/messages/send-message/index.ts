import { tokenSubjectOf } from '#domain/invoices/read-invoice';
import { digestLetters } from '#messaging/digest-letters';
import { invoiceLetters } from '#messaging/invoice-letters';
import { paymentLetters } from '#messaging/payment-letters';
import { subscriptionLetters } from '#messaging/subscription-letters';
import { usageLetters } from '#messaging/usage-letters';
import { variableOf } from '#runtime/environment';
import { DynamoAdminNoteStore } from '#stores/admin-note-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoMessageStore } from '#stores/message-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { mails } from '#wiring/mails';
import { mainTable } from '#wiring/main-table';
import { queueTo } from '#wiring/queues';
import { s3 } from '#wiring/s3';
import { setting } from '#wiring/settings';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

const { notesPerHour, ...admin } = setting('MAIL_ADMIN');
const letterSettings = {
  brand: setting('BRAND'),
  from: variableOf('MAIL_FROM'),
  admin,
  now,
};
const { timeZone } = setting('SELLER');

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
  refunds: new DynamoRefundStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  counters: new DynamoCounterReader(usageTable),
  plans: setting('PLANS'),
  messages: new DynamoMessageStore(mainTable, now),
  mails,
  adminNotes: new DynamoAdminNoteStore(mainTable, now),
  notesPerHour,
  digests: queueTo('send-message'),
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
