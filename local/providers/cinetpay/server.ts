import { routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { CinetPayAccount, type SimulatedCinetPayOptions } from './account.ts';
import { controls } from './control.ts';
import { pageRoutes } from './pages.ts';
import { answerV1, v1Endpoints } from './v1/api.ts';
import { answerV2, v2Endpoints } from './v2/api.ts';

/** A CinetPay account on loopback: both generations of the API, pages, notifications, faults. */
export async function startSimulatedCinetPay(
  options: SimulatedCinetPayOptions,
): Promise<SimulatedProvider> {
  const account = new CinetPayAccount(options);
  const v1 = routesOf(v1Endpoints, (call, endpoint) => answerV1(account, call, endpoint));
  const v2 = routesOf(v2Endpoints, (call, endpoint) => answerV2(account, call, endpoint));
  return account.start({
    routes: { ...v1, ...v2, ...pageRoutes(account) },
    controls,
    expireDue: () => account.expireDue(),
  });
}
