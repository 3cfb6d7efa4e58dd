import { ProviderClock } from '../clock.ts';
import { Deliverer } from '../deliverer.ts';
import { FaultRegistry } from '../faults.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { serveOnLoopback } from '../loopback-server.ts';
import { NotificationLog } from '../notification-log.ts';
import { findRoute } from '../router.ts';
import { AccessTokens } from './access-tokens.ts';
import type { AppCredentials, PayPalAccount } from './account.ts';
import { certificateUrl } from './account.ts';
import { answerApi } from './api.ts';
import { answerControl } from './control.ts';
import { expireDueOrders } from './expire-orders.ts';
import { pageRoutes } from './page-routes.ts';
import { RequestIds } from './request-ids.ts';
import { WebhookSigner } from './webhook-signer.ts';

export interface SimulatedPayPalOptions extends AppCredentials {
  /** 0, the default, takes a free port. */
  port?: number;
  webhookUrl?: string;
  now?: () => Date;
}

export type SimulatedPayPal = {
  url: string;
  /** The `paypal-cert-url` of every notification. */
  certificateUrl: string;
  /** Changes the address of notifications. */
  setWebhookUrl(url: string): void;
  /** Closes every connection and cancels every pending delivery. */
  stop(): Promise<void>;
};

/** How often expired orders are deleted without a call. */
const expirySweepMs = 1_000;

/** A PayPal sandbox account on loopback: API, approval page, signed notifications, faults. */
export async function startSimulatedPayPal(
  options: SimulatedPayPalOptions,
): Promise<SimulatedPayPal> {
  const clock = new ProviderClock(options.now);
  const account = newAccount(clock, options, await WebhookSigner.create(clock.nowMs()));
  const server = await serveOnLoopback({
    port: options.port ?? 0,
    answer: (call) => answer(account, call),
  });
  account.baseUrl = () => server.url;
  const sweep = setInterval(() => expireDueOrders(account), expirySweepMs).unref();
  return {
    url: server.url,
    certificateUrl: certificateUrl(account),
    setWebhookUrl: (url) => {
      account.webhookUrl = url;
    },
    stop: () => {
      clearInterval(sweep);
      account.deliverer.stop();
      return server.stop();
    },
  };
}

function newAccount(
  clock: ProviderClock,
  options: SimulatedPayPalOptions,
  signer: WebhookSigner,
): PayPalAccount {
  const faults = new FaultRegistry();
  const deliverer = new Deliverer({
    faults,
    onAttempt: (notification, attempt) => log.noteAttempt(notification, attempt),
  });
  const log = new NotificationLog(clock, deliverer);
  const { clientId, clientSecret, webhookId, webhookUrl } = options;
  return {
    app: { clientId, clientSecret, webhookId },
    clock,
    faults,
    deliverer,
    log,
    tokens: new AccessTokens(clock, options),
    requestIds: new RequestIds(clock),
    signer,
    baseUrl: () => '',
    webhookUrl,
    busy: new Set(),
    orders: new Map(),
    captures: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: [],
  };
}

async function answer(account: PayPalAccount, call: Call): Promise<Reply> {
  const page = findRoute(pageRoutes, call.method, call.path);
  if (page) return page.handler(account, call);
  if (call.path.startsWith('/_sim/')) return answerControl(account, call);
  if (/^\/v[12]\//.test(call.path)) return answerApi(account, call);
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
}
