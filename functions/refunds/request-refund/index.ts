import { randomBytes } from 'node:crypto';
import { DynamoRefundStore } from '#stores/refund-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  refunds: new DynamoRefundStore(mainTable),
  idempotency,
  providers: paymentProviders(),
  pause: tablePause,
  now,
  randomBytes,
});
