import type { PoolClient, UserPool } from './user-pool.ts';

/** What a client asks for when it sends a browser to the pages. */
export type AuthorizationRequest = {
  client: PoolClient;
  redirectUri: string;
  /** SHA-256 of the client's verifier, in base64url. */
  challenge: string;
  state: string;
  nonce?: string;
};

export type AuthorizationAnswer =
  | { request: AuthorizationRequest }
  /** Nobody may be sent to an address that the client does not have: the page says so. */
  | { untrusted: string }
  /** The client learns what is wrong with its request. */
  | { sendBackTo: string };

/** Reads the query of `/oauth2/authorize`, and checks it against the client in the template. */
export function readAuthorization(query: URLSearchParams, pool: UserPool): AuthorizationAnswer {
  const client = pool.clients.find(({ id }) => id === query.get('client_id'));
  if (!client) return { untrusted: 'Client does not exist' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.callbackUrls.includes(redirectUri)) return { untrusted: 'redirect_mismatch' };
  const state = query.get('state') ?? '';
  const refuse = (error: string, description: string) => ({
    sendBackTo: withQuery(redirectUri, { error, error_description: description, state }),
  });
  if (query.get('response_type') !== 'code')
    return refuse('unauthorized_client', 'The client may only use response_type=code');
  if (state === '') return refuse('invalid_request', 'state is required');
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const unknown = scopes.filter((scope) => !client.scopes.includes(scope));
  if (unknown.length > 0 || !scopes.includes('openid'))
    return refuse('invalid_scope', `invalid_request: scope ${unknown.join(' ') || 'openid'}`);
  const challenge = query.get('code_challenge') ?? '';
  const isS256 = query.get('code_challenge_method') === 'S256';
  if (!isS256 || !/^[\w-]{43}$/.test(challenge))
    return refuse('invalid_request', 'A code_challenge of the method S256 is required');
  const nonce = query.get('nonce') ?? undefined;
  return { request: { client, redirectUri, challenge, state, nonce } };
}

export function withQuery(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
