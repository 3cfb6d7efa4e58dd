import type { SimulatedProvider } from '../simulation.ts';
import { PayPalAccount, type SimulatedPayPalOptions } from './account.ts';
import { apiRoutes } from './api-routes.ts';
import { controls } from './control-routes.ts';
import { pageRoutes } from './pages.ts';
import { expireDueOrders } from './payer.ts';
import { WebhookSigner } from './webhook-signer.ts';

export type SimulatedPayPal = SimulatedProvider & {
  /** The `paypal-cert-url` of every notification. */
  certificateUrl: string;
};

/** A PayPal sandbox account on loopback: API, approval page, signed notifications, faults. */
export async function startSimulatedPayPal(
  options: SimulatedPayPalOptions,
): Promise<SimulatedPayPal> {
  const { now = () => new Date() } = options;
  const account = new PayPalAccount(options, await WebhookSigner.create(now().getTime()));
  const started = await account.start({
    routes: { ...apiRoutes(account), ...pageRoutes(account) },
    controls,
    expireDue: () => expireDueOrders(account),
  });
  return { ...started, certificateUrl: account.certificateUrl };
}
