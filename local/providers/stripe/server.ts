import { json, routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { type SimulatedStripeOptions, StripeAccount } from './account.ts';
import { answerApi } from './api.ts';
import { apiRoutes } from './api-routes.ts';
import { controls } from './control-routes.ts';
import { pageRoutes } from './pages.ts';
import { expireDueSessions } from './sessions.ts';
import { setDefaultEndpoint } from './webhook-endpoints.ts';

export type SimulatedStripe = SimulatedProvider & {
  /** Changes the address of the default endpoint's notifications. */
  setWebhookUrl(url: string): void;
};

/** A Stripe test account on loopback: API, hosted pages, signed notifications, faults on demand. */
export async function startSimulatedStripe(
  options: SimulatedStripeOptions,
): Promise<SimulatedStripe> {
  const account = new StripeAccount(options);
  const api = routesOf(apiRoutes, (call, endpoint) => answerApi(account, call, endpoint));
  const started = await account.start({
    routes: { ...api, ...pageRoutes(account) },
    controls: routesOf(controls, (call, control) => json(200, control(account, call))),
    expireDue: () => expireDueSessions(account),
  });
  const setWebhookUrl = (url: string) => setDefaultEndpoint(account, url);
  if (options.webhookUrl) setWebhookUrl(options.webhookUrl);
  return { ...started, setWebhookUrl };
}
