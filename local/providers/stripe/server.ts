import { routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { type SimulatedStripeOptions, StripeAccount } from './account.ts';
import { answerApi } from './api.ts';
import { apiRoutes } from './api-routes.ts';
import { controls } from './control-routes.ts';
import { pageRoutes } from './pages.ts';
import { expireDueSessions } from './sessions.ts';
import { addDefaultEndpoint } from './webhook-endpoints.ts';

/** A Stripe test account on loopback: API, hosted pages, signed notifications, faults on demand. */
export async function startSimulatedStripe(
  options: SimulatedStripeOptions,
): Promise<SimulatedProvider> {
  const account = new StripeAccount(options);
  const api = routesOf(apiRoutes, (call, endpoint) => answerApi(account, call, endpoint));
  if (options.webhookUrl) addDefaultEndpoint(account, options.webhookUrl);
  return account.start({
    routes: { ...api, ...pageRoutes(account) },
    controls,
    expireDue: () => expireDueSessions(account),
  });
}
