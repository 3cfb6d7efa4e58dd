import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulatedCinetPay } from './cinetpay/server.ts';
import { startSimulatedExternal } from './external/server.ts';
import { cinetPayKeys, externalKeys, payPalKeys, stripeKeys } from './keys.ts';
import { startSimulatedPayPal } from './paypal/server.ts';
import { startSimulatedStripe } from './stripe/server.ts';

export type ProviderName = 'stripe' | 'paypal' | 'cinetpay' | 'external';

export type SimulatedProviders = {
  urls: Record<ProviderName, string>;
  stop(): Promise<void>;
};

export type ProviderPorts = Partial<Record<ProviderName, number>>;

/** Starts all providers with their notification addresses. A failed start leaves none running. */
export async function startSimulatedProviders(
  apiUrl: string,
  ports: ProviderPorts,
): Promise<SimulatedProviders> {
  const webhook = (name: ProviderName): string => `${apiUrl}/webhooks/${name}`;
  const starting = [
    startSimulatedStripe({ ...stripeKeys, port: ports.stripe, webhookUrl: webhook('stripe') }),
    startSimulatedPayPal({ ...payPalKeys, port: ports.paypal, webhookUrl: webhook('paypal') }),
    startSimulatedCinetPay({
      ...cinetPayKeys,
      port: ports.cinetpay,
      notifyUrl: webhook('cinetpay'),
    }),
    startSimulatedExternal({
      ...externalKeys,
      port: ports.external,
      callbackUrl: webhook('external'),
    }),
  ] as const;
  const outcomes = await Promise.allSettled(starting);
  const stop = async () => {
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
  };
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [stripe, paypal, cinetpay, external] = await Promise.all(starting);
  return {
    urls: {
      stripe: stripe.url,
      paypal: paypal.url,
      cinetpay: cinetpay.url,
      external: external.url,
    },
    stop,
  };
}

/** The real addresses that the simulated providers replace; nothing here ever calls out. */
export const providerOrigins = (
  urls: Record<ProviderName, string>,
  assemblyDirectory: string,
): Record<string, string> => ({
  'https://api.stripe.com': urls.stripe,
  'https://api-m.sandbox.paypal.com': urls.paypal,
  'https://api.sandbox.paypal.com': urls.paypal,
  'https://api-m.paypal.com': urls.paypal,
  'https://api.paypal.com': urls.paypal,
  'https://api-checkout.cinetpay.com': urls.cinetpay,
  'https://api.cinetpay.net': urls.cinetpay,
  'https://api.cinetpay.co': urls.cinetpay,
  ...Object.fromEntries(partnerAddresses(assemblyDirectory).map((url) => [url, urls.external])),
});

/** The external backend has the address in the configuration. */
function partnerAddresses(assemblyDirectory: string): string[] {
  const templates = readdirSync(assemblyDirectory).filter((name) =>
    name.endsWith('.template.json'),
  );
  const texts = templates.map((name) => readFileSync(join(assemblyDirectory, name), 'utf8'));
  const settings = texts.flatMap((text) => [...text.matchAll(/"PROVIDERS": ("(?:[^"\\]|\\.)*")/g)]);
  const addresses = settings.flatMap(([, quoted]) => {
    const { external } = JSON.parse(JSON.parse(quoted!)) as { external?: { apiUrl: string } };
    return external ? [external.apiUrl] : [];
  });
  return [...new Set(addresses)];
}
