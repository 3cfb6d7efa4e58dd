import type { ProviderName } from '#domain/payments/payment';
import type {
  PaymentProvider,
  PaymentProviders,
  ProviderCustomers,
} from '#domain/payments/payment-provider';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import { type ApiSecret, apiSecrets } from '#vocabulary/secrets';

/** Live values of a secret, the newest first. */
type ReadSecret = (name: ApiSecret) => Promise<readonly string[]>;

export type ConfiguredProvidersDeps = {
  settings: ProviderSettings;
  readSecret: ReadSecret;
  now: () => Date;
  /** Needed where payments are opened, for members' cards. */
  customers?: ProviderCustomers;
};

/** An adapter, and the secrets that it was created with. */
type Built = { secrets: string; provider: PaymentProvider };

/**
 * The configured adapters. Each is loaded when a payment first needs it, and created again when its
 * secrets change; it keeps its provider's access token for its lifetime.
 */
export function configuredProviders(deps: ConfiguredProvidersDeps): PaymentProviders {
  const built = new Map<ProviderName, Built>();
  return async (name) => {
    const secrets = await readSecrets(deps.readSecret, name);
    const fingerprint = JSON.stringify(secrets);
    const known = built.get(name);
    if (known?.secrets === fingerprint) return known.provider;
    const provider = await builders[name](deps, secrets);
    built.set(name, { secrets: fingerprint, provider });
    return provider;
  };
}

type Secrets = Partial<Record<ApiSecret, readonly string[]>>;

async function readSecrets(readSecret: ReadSecret, name: ProviderName): Promise<Secrets> {
  const entries = apiSecrets[name].map(
    async (secret) => [secret, await readSecret(secret)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

type Build = (deps: ConfiguredProvidersDeps, secrets: Secrets) => Promise<PaymentProvider>;

const builders: Record<ProviderName, Build> = {
  async stripe({ settings, customers }, secrets) {
    const { StripeProvider } = await import('./stripe/stripe-provider.ts');
    const { apiUrl } = configured(settings.stripe);
    const secretKey = needed(secrets, 'stripe/secret-key');
    return new StripeProvider({ apiUrl, secretKey, customers });
  },
  async paypal({ settings, now }, secrets) {
    const { PayPalProvider } = await import('./paypal/paypal-provider.ts');
    const { apiUrl, brandName } = configured(settings.paypal);
    return new PayPalProvider({
      apiUrl,
      brandName,
      clientId: needed(secrets, 'paypal/client-id'),
      clientSecret: needed(secrets, 'paypal/client-secret'),
      now,
    });
  },
  async cinetpay({ settings, now }, secrets) {
    const { CinetPayProvider } = await import('./cinetpay/cinetpay-provider.ts');
    needed(secrets, 'cinetpay/api-key');
    return new CinetPayProvider({
      ...configured(settings.cinetpay),
      keys: {
        apiKeys: secrets['cinetpay/api-key'] ?? [],
        apiPassword: secrets['cinetpay/api-password']?.[0],
        siteId: secrets['cinetpay/site-id']?.[0],
      },
      now,
    });
  },
  async external({ settings }, secrets) {
    const { ExternalProvider } = await import('./external/external-provider.ts');
    const { externalCapabilities } = await import('./external/capabilities.ts');
    const partner = configured(settings.external);
    return new ExternalProvider({
      apiUrl: partner.apiUrl,
      apiKey: needed(secrets, 'external/api-key'),
      capabilities: externalCapabilities(partner),
    });
  },
};

function configured<Settings>(settings: Settings | undefined): Settings {
  if (!settings) throw new Error('the provider of the payment is not configured');
  return settings;
}

function needed(secrets: Secrets, name: ApiSecret): string {
  const [newest] = secrets[name] ?? [];
  if (newest === undefined) throw new Error(`the secret ${name} has no value`);
  return newest;
}
