import { verifyCinetPayNotification } from '#providers/cinetpay/verify-notification';
import { variableOf } from '#runtime/environment';
import { optionalSecretReader } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { queueTo } from '#wiring/queues';
import { createHandler } from './handler.ts';

/** The new API knows none. */
const readSecretKeys = optionalSecretReader(variableOf('CINETPAY_SECRET_KEY_PARAMETER'));
const payments = new DynamoPaymentStore(mainTable, now);

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verifyCinetPayNotification({
      headers,
      rawBody,
      readSecretKeys: () => readSecretKeys(secretMaxAgeMs),
      findTokenHash: async (paymentId) => {
        const payment = await payments.find(paymentId);
        return { found: payment?.provider === 'cinetpay', hash: payment?.notificationTokenHash };
      },
    }),
  queue: queueTo('settle-payment'),
  now,
});
