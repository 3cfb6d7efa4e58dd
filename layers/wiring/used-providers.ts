import { providerNames } from '#vocabulary/providers';
import { setting } from './settings.ts';

const settings = setting('PROVIDERS');

/** Those that the shop is configured for. */
export const usedProviders = providerNames.filter((name) => settings[name]);
