import { addresses } from '#wiring/addresses';
import { documents } from '#wiring/documents';
import { financeActs } from '#wiring/finance-acts';
import { idempotency } from '#wiring/idempotency';
import { renderInvoice } from '#wiring/invoice-pages';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...financeActs,
  addresses,
  documents,
  idempotency,
  render: renderInvoice,
});
