import { randomBytes } from 'node:crypto';
import { parseNotification } from '#providers/notification-parsers';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
  refunds: new DynamoRefundStore(mainTable),
  providers: paymentProviders(),
  parse: parseNotification,
  pause: tablePause,
  now,
  randomBytes,
});
