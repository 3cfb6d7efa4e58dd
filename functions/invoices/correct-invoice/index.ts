import { addresses } from '#wiring/addresses';
import { financeActs } from '#wiring/finance-acts';
import { idempotency } from '#wiring/idempotency';
import { renderInvoice } from '#wiring/invoice-pages';
import { issuing } from '#wiring/issued-documents';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...financeActs,
  ...issuing,
  addresses,
  idempotency,
  render: renderInvoice,
});
