import { stripeWallets } from '#providers/stripe/wallets';
import { requireEnvironment } from '#runtime/environment';
import { rememberFor } from '#runtime/remember';
import { secretsFromEnvironment } from '#runtime/secrets';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('PROVIDERS', 'SHOP_ORIGINS');
const readSecret = secretsFromEnvironment();

/** A domain is registered once; an answer may be five minutes old. */
const rememberedMs = 5 * 60 * 1000;

const wallets = stripeWallets({
  apiUrl: JSON.parse(environment.PROVIDERS).stripe?.apiUrl,
  readSecretKey: () => readSecret('stripe/secret-key'),
});

export const handler = createHandler({
  find: rememberFor(rememberedMs, wallets.find),
  shopOrigins: JSON.parse(environment.SHOP_ORIGINS),
});
