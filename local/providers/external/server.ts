import { routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { ExternalAccount, type SimulatedExternalOptions } from './account.ts';
import { controls } from './control.ts';
import { answerApi, endpoints } from './endpoints.ts';
import { pageRoutes } from './pages.ts';

/** An external payment backend on loopback: API, pages, signed callbacks, faults on demand. */
export async function startSimulatedExternal(
  options: SimulatedExternalOptions,
): Promise<SimulatedProvider> {
  const account = new ExternalAccount(options);
  const api = routesOf(endpoints, (call, endpoint) => answerApi(account, call, endpoint));
  return account.start({
    routes: { ...api, ...pageRoutes(account) },
    controls,
    expireDue: () => account.expireDue(),
  });
}
