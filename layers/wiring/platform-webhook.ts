import { verifyStandardWebhook } from '#providers/external/verify-notification';
import { flowIdIn } from '#providers/platform/notification';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import type { WebhookDeps } from '#runtime/webhooks';
import { DynamoPlatformStore } from '#stores/platform-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';

const readSecrets = secretReader(variableOf('INVOICE_PLATFORM_WEBHOOK_SECRET_PARAMETER'));

/** Receives the invoicing platform’s notifications. */
export const platformWebhook = {
  ...acting,
  verify: (async ({ headers, rawBody }, secretMaxAgeMs) =>
    verifyStandardWebhook({
      ...{ headers, rawBody, now: acting.now() },
      secrets: await readSecrets(secretMaxAgeMs),
    })) satisfies WebhookDeps['verify'],
  flowIdIn,
  records: new DynamoPlatformStore(mainTable),
};
