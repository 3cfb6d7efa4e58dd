import { delayOfStripeNotification } from '#providers/stripe/notification';
import { verifyStripeSignature } from '#providers/stripe/verify-signature';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { now } from '#wiring/clock';
import { queueTo } from '#wiring/queues';
import { createHandler } from './handler.ts';

const readSecrets = secretReader(variableOf('STRIPE_WEBHOOK_SECRET_PARAMETER'));

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verifyStripeSignature({
      header: headers['stripe-signature'],
      rawBody,
      secrets: await readSecrets(secretMaxAgeMs),
      now: now(),
    }),
  delayOf: delayOfStripeNotification,
  queue: queueTo('settle-payment'),
  now,
});
