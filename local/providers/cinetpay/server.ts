import { ProviderClock } from '../clock.ts';
import { Deliverer } from '../deliverer.ts';
import { FaultRegistry } from '../faults.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { serveOnLoopback } from '../loopback-server.ts';
import { NotificationLog } from '../notification-log.ts';
import { findRoute } from '../router.ts';
import type { CinetPayAccount, V1Keys, V2Keys } from './account.ts';
import { answerControl } from './control.ts';
import { pageRoutes } from './page-routes.ts';
import { AccessTokens } from './v1/access-tokens.ts';
import { answerV1 } from './v1/api.ts';
import { answerV2 } from './v2/api.ts';

export type SimulatedCinetPayOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  v2: V2Keys;
  v1: V1Keys;
  /** Receives notifications of payments that name no address on this machine. */
  notifyUrl?: string;
  now?: () => Date;
};

export type SimulatedCinetPay = {
  url: string;
  setNotifyUrl(url: string): void;
  /** Closes every connection and cancels every pending delivery. */
  stop(): Promise<void>;
};

/** A CinetPay account on loopback: both generations of the API, pages, notifications, faults. */
export async function startSimulatedCinetPay(
  options: SimulatedCinetPayOptions,
): Promise<SimulatedCinetPay> {
  const clock = new ProviderClock(options.now);
  const faults = new FaultRegistry();
  const deliverer = new Deliverer({
    faults,
    onAttempt: (notification, attempt) => log.noteAttempt(notification, attempt),
  });
  const log = new NotificationLog(clock, deliverer);
  const account: CinetPayAccount = {
    clock,
    faults,
    log,
    tokens: new AccessTokens(clock),
    baseUrl: () => server.url,
    notifyUrl: options.notifyUrl,
    v2: options.v2,
    v1: options.v1,
    payments: new Map(),
  };
  const server = await serveOnLoopback({
    port: options.port ?? 0,
    answer: (call) => answer(account, call),
  });
  return {
    url: server.url,
    setNotifyUrl: (url) => {
      account.notifyUrl = url;
    },
    stop: () => {
      deliverer.stop();
      return server.stop();
    },
  };
}

async function answer(account: CinetPayAccount, call: Call): Promise<Reply> {
  if (call.path.startsWith('/v2/')) return answerV2(account, call);
  if (call.path.startsWith('/v1/')) return answerV1(account, call);
  if (call.path.startsWith('/_sim/')) return answerControl(account, call);
  const route = findRoute(pageRoutes, call.method, call.path);
  if (!route) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  return route.handler(account, call, route.ids);
}
