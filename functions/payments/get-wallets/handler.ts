import { walletsQuery } from '#contract/admin';
import { type WalletDirectory, walletsOn } from '#domain/wallets/wallets';
import { httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type WalletsDeps = { find: WalletDirectory['find']; shopOrigins: readonly string[] };

/** How long a browser may cache the answer. */
const maxAgeSeconds = 300;

/** GET /v1/wallets?domain= */
export const createHandler = (deps: WalletsDeps) =>
  httpFunction(async (event) => {
    const { domain } = parseQuery(walletsQuery, event);
    const answer = json(200, await walletsOn(deps, domain));
    const headers = { ...answer.headers, 'cache-control': `public, max-age=${maxAgeSeconds}` };
    return { ...answer, headers };
  });
