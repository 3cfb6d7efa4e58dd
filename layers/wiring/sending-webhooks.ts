import { setTimeout as sleep } from 'node:timers/promises';
import { HttpsWebhookSender } from '#providers/webhook/https-webhook-sender';
import { optionalEnvironment, variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { acting } from './acting.ts';
import { noteTrouble } from './troubles.ts';
import { deliveries, endpoints } from './webhook-rows.ts';

const ownHosts = ['API_URL', 'WEB_URL'].map((name) => new URL(variableOf(name)).hostname);

/** Only a local cloud sets it; a test holds that no template has it. */
const { RECEIVERS_ON_THIS_MACHINE } = optionalEnvironment('RECEIVERS_ON_THIS_MACHINE');

/** Signs and sends webhooks. */
export const sendingWebhooks = {
  ...acting,
  endpoints,
  deliveries,
  sender: new HttpsWebhookSender({
    ownHosts,
    reachesThisMachine: RECEIVERS_ON_THIS_MACHINE === 'allowed',
  }),
  noteTrouble,
  masterKeys: secretReader(variableOf('WEBHOOK_SECRET_KEY_PARAMETER')),
  random: Math.random,
  sleep: (ms: number) => sleep(ms),
};
