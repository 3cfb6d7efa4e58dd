import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import type { Grants } from './grants.ts';
import { authorize, logOut, type PageAnswer, type PageRequest } from './pages.ts';
import { revocationEndpoint, type TokenAnswer, tokenEndpoint } from './token-endpoint.ts';
import type { TokenMint } from './tokens.ts';
import type { UserPool } from './user-pool.ts';
import type { Users } from './users.ts';

type Deps = {
  url: string;
  tokens: TokenMint;
  users: Users;
  grants: Grants;
  pools: readonly UserPool[];
};

type Answer = PageAnswer | TokenAnswer;

/** The path below which the pages of a pool are, in place of a host of their own. */
export const domainsPath = '/domains';

/** Answers a request to the issuer of a pool, or to the pages of one. */
export async function signInServer(
  deps: Deps,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = incoming.url ?? '/';
  const { pathname, searchParams: query } = new URL(address, deps.url);
  const form = new URLSearchParams(incoming.method === 'POST' ? await textOf(incoming) : '');
  const request: PageRequest = {
    method: incoming.method ?? 'GET',
    address,
    query,
    form,
    acceptLanguage: incoming.headers['accept-language'],
  };
  send(response, await answerOf(deps, pathname, request));
}

async function answerOf(deps: Deps, path: string, request: PageRequest): Promise<Answer> {
  const document = documentAt(path, deps.url, deps.tokens.published);
  if (document) return { status: 200, body: document };
  const [, prefix, page] = /^\/domains\/([a-z0-9-]+)(\/[a-z0-9/]+)$/.exec(path) ?? [];
  const pool = deps.pools.find(({ domainPrefix }) => domainPrefix === prefix);
  if (!pool) return nowhere;
  const issuer = `${deps.url}/${pool.id}`;
  const { method, form } = request;
  const isPost = method === 'POST';
  switch (page) {
    case '/oauth2/authorize':
      return authorize(deps, pool, request);
    case '/oauth2/token':
      return isPost ? tokenEndpoint({ ...deps, issuer }, pool, form) : nowhere;
    case '/oauth2/revoke':
      return isPost ? revocationEndpoint(deps.grants, form) : nowhere;
    case '/logout':
      return logOut(pool, request);
    default:
      return nowhere;
  }
}

const nowhere: TokenAnswer = { status: 404, body: { message: 'Not Found' } };

function send(response: ServerResponse, answer: Answer): void {
  response.setHeader('cache-control', 'no-store');
  if ('location' in answer) {
    response.writeHead(answer.status, { location: answer.location }).end();
  } else if ('html' in answer) {
    const type = 'text/html; charset=utf-8';
    response.writeHead(answer.status, { ...pageHeaders, 'content-type': type }).end(answer.html);
  } else {
    const type = 'application/json';
    response.writeHead(answer.status, { 'content-type': type }).end(JSON.stringify(answer.body));
  }
}

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function documentAt(path: string, url: string, published: JWK): object | undefined {
  const [, poolId, document] = /^\/([^/]+)\/\.well-known\/([a-z.-]+)$/.exec(path) ?? [];
  const issuer = `${url}/${poolId}`;
  if (document === 'jwks.json') return { keys: [published] };
  if (document !== 'openid-configuration') return undefined;
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
  };
}
