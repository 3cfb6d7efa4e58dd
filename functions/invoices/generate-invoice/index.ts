import { notingDocuments } from '#domain/monitoring/noting-documents';
import { renderInvoice } from '#wiring/invoice-pages';
import { invoicing } from '#wiring/invoicing';
import { payUrl } from '#wiring/pay-links';
import { setting } from '#wiring/settings';
import { noteTrouble } from '#wiring/troubles';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...invoicing,
  ...notingDocuments({ ...invoicing, render: renderInvoice }, noteTrouble),
  noteTrouble,
  payUrl,
  seller: setting('SELLER'),
});
