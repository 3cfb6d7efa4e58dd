import { ProviderClock } from '../clock.ts';
import { Deliverer } from '../deliverer.ts';
import { FaultRegistry } from '../faults.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { serveOnLoopback } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { StripeAccount } from './account.ts';
import { emptyAccount } from './account.ts';
import type { Api } from './api.ts';
import { answerApi } from './api.ts';
import { answerControl } from './control.ts';
import { EventLog } from './events.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { pageRoutes } from './page-routes.ts';
import { expireDueSessions } from './sessions.ts';
import { setDefaultEndpoint } from './webhook-endpoints.ts';

export type SimulatedStripeOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  webhookUrl?: string;
  now?: () => Date;
};

export type SimulatedStripe = {
  url: string;
  /** Changes the address of the default endpoint's notifications. */
  setWebhookUrl(url: string): void;
  /** Closes every connection and cancels every pending delivery. */
  stop(): Promise<void>;
};

/** How often expired sessions are closed without a call. */
const expirySweepMs = 1_000;

/** A Stripe test account on loopback: API, hosted pages, signed notifications, faults on demand. */
export async function startSimulatedStripe(
  options: SimulatedStripeOptions,
): Promise<SimulatedStripe> {
  const clock = new ProviderClock(options.now);
  const faults = new FaultRegistry();
  const deliverer = new Deliverer({
    faults,
    onAttempt: (notification, attempt) => events.noteAttempt(notification, attempt),
  });
  const events = new EventLog(clock, deliverer);
  const account = emptyAccount({ clock, faults, events, baseUrl: () => server.url });
  const api = { account, secretKey: options.secretKey, keys: new IdempotencyKeys(clock) };
  const server = await serveOnLoopback({
    port: options.port ?? 0,
    answer: (call) => answer(api, call),
  });
  const setWebhookUrl = (url: string) => setDefaultEndpoint(account, url, options.webhookSecret);
  if (options.webhookUrl) setWebhookUrl(options.webhookUrl);
  const sweep = setInterval(() => expireDueSessions(account), expirySweepMs).unref();
  return {
    url: server.url,
    setWebhookUrl,
    stop: () => {
      clearInterval(sweep);
      deliverer.stop();
      return server.stop();
    },
  };
}

async function answer(api: Api, call: Call): Promise<Reply> {
  if (call.path.startsWith('/v1/')) return answerApi(api, call);
  if (call.path.startsWith('/_sim/')) return answerControl(api.account, call);
  return answerPage(api.account, call);
}

function answerPage(account: StripeAccount, call: Call): Reply {
  const route = findRoute(pageRoutes, call.method, call.path);
  if (!route) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  return route.handler(account, call, route.ids);
}
