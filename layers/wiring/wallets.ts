import { stripeWallets } from '#providers/stripe/wallets';
import { rememberFor } from '#runtime/remember';
import { secretsFromEnvironment } from '#runtime/secrets';
import { providerSetting } from './settings.ts';

const readSecret = secretsFromEnvironment();

/** A domain is registered once; an answer may be five minutes old. */
const rememberedMs = 5 * 60 * 1000;

const wallets = stripeWallets({
  apiUrl: providerSetting('stripe').apiUrl,
  readSecretKey: () => readSecret('stripe/secret-key'),
});

/** Which wallets may be shown at a domain, as Stripe said minutes ago. */
export const findWallets = rememberFor(rememberedMs, wallets.find);
