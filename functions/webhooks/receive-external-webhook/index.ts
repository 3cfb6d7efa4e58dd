import {
  requireAllowedAddress,
  verifyStandardWebhook,
} from '#providers/external/verify-notification';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { now } from '#wiring/clock';
import { queueTo } from '#wiring/queues';
import { providerSetting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const readSecrets = secretReader(variableOf('EXTERNAL_WEBHOOK_SECRET_PARAMETER'));
const { allowedAddresses } = providerSetting('external');

export const handler = createHandler({
  verify: async ({ headers, rawBody, sourceAddress }, secretMaxAgeMs) => {
    requireAllowedAddress(sourceAddress, allowedAddresses);
    const secrets = await readSecrets(secretMaxAgeMs);
    verifyStandardWebhook({ headers, rawBody, secrets, now: now() });
  },
  queue: queueTo('settle-payment'),
  now,
});
