import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulatedCinetPay } from './cinetpay/server.ts';
import { startSimulatedExternal } from './external/server.ts';
import { cinetPayKeys, externalKeys, payPalKeys, platformKeys, stripeKeys } from './keys.ts';
import { startSimulatedPayPal } from './paypal/server.ts';
import { startSimulatedPlatform } from './platform/server.ts';
import { startSimulatedReceiver } from './receiver/server.ts';
import { startSimulatedStripe } from './stripe/server.ts';

/** The payment providers, the platform that carries invoices, and a receiver of our webhooks. */
export type ProviderName = 'stripe' | 'paypal' | 'cinetpay' | 'external' | 'platform' | 'receiver';

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
    startSimulatedPlatform({
      ...platformKeys,
      port: ports.platform,
      webhookUrl: `${apiUrl}/webhooks/invoice-platform`,
    }),
    startSimulatedReceiver({ port: ports.receiver }),
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
  const [stripe, paypal, cinetpay, external, platform, receiver] = await Promise.all(starting);
  return {
    urls: {
      stripe: stripe.url,
      paypal: paypal.url,
      cinetpay: cinetpay.url,
      external: external.url,
      platform: platform.url,
      receiver: receiver.url,
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
  ...Object.fromEntries(platformAddresses(assemblyDirectory).map((url) => [url, urls.platform])),
});

/** The external backend has the address in the configuration. */
function partnerAddresses(assemblyDirectory: string): string[] {
  type Settings = { external?: { apiUrl: string } };
  const settings = settingsIn<Settings>(assemblyDirectory, 'PROVIDERS');
  const addresses = settings.flatMap(({ external }) => (external ? [external.apiUrl] : []));
  return [...new Set(addresses)];
}

/** So has the platform; both of its addresses are one here. */
function platformAddresses(assemblyDirectory: string): string[] {
  type Settings = { apiUrl: string; tokenUrl: string } | null;
  const settings = settingsIn<Settings>(assemblyDirectory, 'INVOICE_PLATFORM');
  const origins = settings.flatMap((one) =>
    one ? [one.apiUrl, one.tokenUrl].map((url) => new URL(url).origin) : [],
  );
  return [...new Set(origins)];
}

/** The values of a variable that holds JSON, in all templates. */
function settingsIn<Value>(assemblyDirectory: string, variable: string): Value[] {
  const templates = readdirSync(assemblyDirectory).filter((name) =>
    name.endsWith('.template.json'),
  );
  const texts = templates.map((name) => readFileSync(join(assemblyDirectory, name), 'utf8'));
  const quoted = new RegExp(`"${variable}": ("(?:[^"\\\\]|\\\\.)*")`, 'g');
  return texts.flatMap((text) =>
    [...text.matchAll(quoted)].map(([, value]) => JSON.parse(JSON.parse(value!)) as Value),
  );
}
