import { addresses } from '#wiring/addresses';
import { financeActs } from '#wiring/finance-acts';
import { idempotency } from '#wiring/idempotency';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...financeActs, addresses, idempotency });
