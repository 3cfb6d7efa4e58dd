import { stripeWallets } from '#providers/stripe/wallets';
import { rememberFor } from '#runtime/remember';
import { secretsFromEnvironment } from '#runtime/secrets';
import { providerSetting, setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const readSecret = secretsFromEnvironment();

/** A domain is registered once; an answer may be five minutes old. */
const rememberedMs = 5 * 60 * 1000;

const wallets = stripeWallets({
  apiUrl: providerSetting('stripe').apiUrl,
  readSecretKey: () => readSecret('stripe/secret-key'),
});

export const handler = createHandler({
  find: rememberFor(rememberedMs, wallets.find),
  shopOrigins: setting('SHOP_ORIGINS'),
});
