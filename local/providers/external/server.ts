import { ProviderClock } from '../clock.ts';
import { Deliverer } from '../deliverer.ts';
import { FaultRegistry } from '../faults.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { serveOnLoopback } from '../loopback-server.ts';
import { NotificationLog } from '../notification-log.ts';
import { findRoute } from '../router.ts';
import type { ExternalAccount } from './account.ts';
import { expireDue } from './account.ts';
import { answerApi } from './api.ts';
import { answerControl } from './control.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { pageRoutes } from './page-routes.ts';

export type SimulatedExternalOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  apiKey: string;
  /** `whsec_` and at least 24 random bytes in base64. */
  webhookSecret: string;
  /** Receives callbacks of payments that name no address on this machine. */
  callbackUrl?: string;
  now?: () => Date;
};

export type SimulatedExternal = {
  url: string;
  setCallbackUrl(url: string): void;
  /** Closes every connection and cancels every pending delivery. */
  stop(): Promise<void>;
};

/** How often expired payments are closed without a call. */
const expirySweepMs = 1_000;

/** An external payment backend on loopback: API, pages, signed callbacks, faults on demand. */
export async function startSimulatedExternal(
  options: SimulatedExternalOptions,
): Promise<SimulatedExternal> {
  const clock = new ProviderClock(options.now);
  const faults = new FaultRegistry();
  const deliverer = new Deliverer({
    faults,
    onAttempt: (notification, attempt) => log.noteAttempt(notification, attempt),
  });
  const log = new NotificationLog(clock, deliverer);
  const { apiKey, webhookSecret, callbackUrl, now: receiverNow = () => new Date() } = options;
  const account: ExternalAccount = {
    clock,
    faults,
    log,
    keys: new IdempotencyKeys(clock),
    baseUrl: () => server.url,
    ...{ apiKey, webhookSecret, callbackUrl, receiverNow },
    payments: new Map(),
  };
  const server = await serveOnLoopback({
    port: options.port ?? 0,
    answer: (call) => answer(account, call),
  });
  const sweep = setInterval(() => expireDue(account), expirySweepMs).unref();
  return {
    url: server.url,
    setCallbackUrl: (url) => {
      account.callbackUrl = url;
    },
    stop: () => {
      clearInterval(sweep);
      deliverer.stop();
      return server.stop();
    },
  };
}

async function answer(account: ExternalAccount, call: Call): Promise<Reply> {
  if (call.path.startsWith('/api/')) return answerApi(account, call);
  if (call.path.startsWith('/_sim/')) return answerControl(account, call);
  const route = findRoute(pageRoutes, call.method, call.path);
  if (!route) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  return route.handler(account, call, route.ids);
}
