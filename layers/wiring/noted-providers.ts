import { notingProviders } from '#domain/monitoring/noting-providers';
import { providers } from './providers.ts';
import { noteTrouble } from './troubles.ts';

/** Their errors are noted. */
export const notedProviders = notingProviders(providers, noteTrouble);
