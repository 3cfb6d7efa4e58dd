import { routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { PlatformAccount, type SimulatedPlatformOptions } from './account.ts';
import { controls } from './control.ts';
import { answerApi, endpoints } from './endpoints.ts';

/** A plateforme agréée on loopback: Flow Service, signed notifications, faults on demand. */
export async function startSimulatedPlatform(
  options: SimulatedPlatformOptions,
): Promise<SimulatedProvider> {
  const account = new PlatformAccount(options);
  const routes = routesOf(endpoints, (call, endpoint) => answerApi(account, call, endpoint));
  return account.start({ routes, controls, expireDue: () => {} });
}
