import { renderInvoice } from '#wiring/invoice-pages';
import { invoicing } from '#wiring/invoicing';
import { payUrl } from '#wiring/pay-links';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...invoicing,
  render: renderInvoice,
  payUrl,
  seller: setting('SELLER'),
});
