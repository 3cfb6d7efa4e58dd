import { notingRefusals } from '#domain/monitoring/noting-refusals';
import {
  requireAllowedAddress,
  verifyStandardWebhook,
} from '#providers/external/verify-notification';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import type { WebhookDeps, WebhookMessage } from '#runtime/webhooks';
import { now } from './clock.ts';
import { noteTroublePlainly } from './plain-troubles.ts';
import { queueTo } from './queues.ts';
import { providerSetting } from './settings.ts';

const readSecrets = secretReader(variableOf('EXTERNAL_WEBHOOK_SECRET_PARAMETER'));
const { allowedAddresses } = providerSetting('external');

/** Receives the notifications of the shop’s own backend. */
export const externalWebhook = {
  verify: notingRefusals<WebhookMessage>(
    'external',
    async ({ headers, rawBody, sourceAddress }, secretMaxAgeMs) => {
      requireAllowedAddress(sourceAddress, allowedAddresses);
      const secrets = await readSecrets(secretMaxAgeMs);
      verifyStandardWebhook({ headers, rawBody, secrets, now: now() });
    },
    noteTroublePlainly,
  ),
  queue: queueTo('settle-payment'),
  now,
} satisfies WebhookDeps;
