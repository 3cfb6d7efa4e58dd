import { stripeWallets } from '#providers/stripe/wallets';
import { rememberFor } from '#runtime/remember';
import { secretsFromEnvironment } from '#runtime/secrets';
import { providerSetting } from './settings.ts';

const readSecret = secretsFromEnvironment();

/** A domain is registered once, so an answer may be five minutes old. */
const rememberedMs = 5 * 60 * 1000;

const wallets = stripeWallets({
  apiUrl: providerSetting('stripe').apiUrl,
  readSecretKey: () => readSecret('stripe/secret-key'),
});

/** The wallets for a domain, as Stripe reported minutes ago. */
export const findWallets = rememberFor(rememberedMs, wallets.find);
