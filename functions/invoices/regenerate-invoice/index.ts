import { financeActs } from '#wiring/finance-acts';
import { idempotency } from '#wiring/idempotency';
import { renderInvoice } from '#wiring/invoice-pages';
import { issuing } from '#wiring/issued-documents';
import { payUrl } from '#wiring/pay-links';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...financeActs,
  ...issuing,
  idempotency,
  payUrl,
  render: renderInvoice,
});
