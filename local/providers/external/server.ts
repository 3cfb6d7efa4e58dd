import { routesOf } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { ExternalAccount, type SimulatedExternalOptions } from './account.ts';
import { controls } from './control.ts';
import { answerApi, endpoints } from './endpoints.ts';
import { pageRoutes } from './pages.ts';

export type SimulatedExternal = SimulatedProvider & { setCallbackUrl(url: string): void };

/** An external payment backend on loopback: API, pages, signed callbacks, faults on demand. */
export async function startSimulatedExternal(
  options: SimulatedExternalOptions,
): Promise<SimulatedExternal> {
  const account = new ExternalAccount(options);
  const api = routesOf(endpoints, (call, endpoint) => answerApi(account, call, endpoint));
  const started = await account.start({
    routes: { ...api, ...pageRoutes(account) },
    controls: routesOf(controls, (call, control) => control(account, call)),
    expireDue: () => account.expireDue(),
  });
  const setCallbackUrl = (url: string) => {
    account.callbackUrl = url;
  };
  return { ...started, setCallbackUrl };
}
