import { notingRefusals } from '#domain/monitoring/noting-refusals';
import { verifyCinetPayNotification } from '#providers/cinetpay/verify-notification';
import { variableOf } from '#runtime/environment';
import { optionalSecretReader } from '#runtime/secrets';
import type { WebhookDeps, WebhookMessage } from '#runtime/webhooks';
import { DynamoPaymentStore } from '#stores/payment-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { noteTroublePlainly } from './plain-troubles.ts';
import { queueTo } from './queues.ts';

/** The new API has none. */
const readSecretKeys = optionalSecretReader(variableOf('CINETPAY_SECRET_KEY_PARAMETER'));
const payments = new DynamoPaymentStore(mainTable, now);

/** Receives CinetPay’s notifications. */
export const cinetpayWebhook = {
  verify: notingRefusals<WebhookMessage>(
    'cinetpay',
    async ({ headers, rawBody }, secretMaxAgeMs) =>
      verifyCinetPayNotification({
        headers,
        rawBody,
        readSecretKeys: () => readSecretKeys(secretMaxAgeMs),
        findTokenHash: async (paymentId) => {
          const payment = await payments.find(paymentId);
          return { found: payment?.provider === 'cinetpay', hash: payment?.notificationTokenHash };
        },
      }),
    noteTroublePlainly,
  ),
  queue: queueTo('settle-payment'),
  now,
} satisfies WebhookDeps;
