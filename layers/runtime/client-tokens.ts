import { ClientTokens } from '#domain/access/client-token';
import type { ReadSecret } from './secrets.ts';

export type ReadClientTokens = () => Promise<ClientTokens>;

export const clientTokensFrom =
  (readKeys: ReadSecret): ReadClientTokens =>
  async () =>
    new ClientTokens(await readKeys());
