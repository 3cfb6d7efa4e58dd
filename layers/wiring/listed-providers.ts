import type { ProviderName } from '#vocabulary/providers';
import { setting } from './settings.ts';

const settings = setting('PROVIDERS');

/** CinetPay and an external backend have none. */
const keepLists: readonly ProviderName[] = ['stripe', 'paypal'];

/** The shop's providers that keep a list of their notifications. */
export const listedProviders = keepLists.filter((name) => settings[name]);
