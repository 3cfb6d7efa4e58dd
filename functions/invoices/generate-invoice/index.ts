import { renderInvoice } from '#wiring/invoice-pages';
import { invoicing } from '#wiring/invoicing';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...invoicing,
  render: renderInvoice,
  seller: setting('SELLER'),
});
