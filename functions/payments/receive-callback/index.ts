import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { notedProviders } from '#wiring/noted-providers';
import { settling } from '#wiring/settling';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...settling,
  providers: notedProviders,
  addresses,
  clientTokens,
});
