import { notingRefusals } from '#domain/monitoring/noting-refusals';
import { delayOfStripeNotification, repeatsStripeSession } from '#providers/stripe/notification';
import { verifyStripeSignature } from '#providers/stripe/verify-signature';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import type { WebhookDeps, WebhookMessage } from '#runtime/webhooks';
import { now } from './clock.ts';
import { noteTroublePlainly } from './plain-troubles.ts';
import { queueTo } from './queues.ts';

const readSecrets = secretReader(variableOf('STRIPE_WEBHOOK_SECRET_PARAMETER'));

/** Receives Stripe’s notifications. */
export const stripeWebhook = {
  verify: notingRefusals<WebhookMessage>(
    'stripe',
    async ({ headers, rawBody }, secretMaxAgeMs) =>
      verifyStripeSignature({
        header: headers['stripe-signature'],
        rawBody,
        secrets: await readSecrets(secretMaxAgeMs),
        now: now(),
      }),
    noteTroublePlainly,
  ),
  delayOf: delayOfStripeNotification,
  isRepetition: repeatsStripeSession,
  queue: queueTo('settle-payment'),
  now,
} satisfies WebhookDeps & { delayOf: unknown; isRepetition: unknown };
