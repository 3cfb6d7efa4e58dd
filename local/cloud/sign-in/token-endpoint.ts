import type { Grants, Session } from './grants.ts';
import type { TokenMint } from './tokens.ts';
import type { UserPool } from './user-pool.ts';

type Deps = { grants: Grants; tokens: TokenMint; issuer: string };

export type TokenAnswer = { status: number; body: object };

const refused = (error: string): TokenAnswer => ({ status: 400, body: { error } });

/** `POST /oauth2/token`: changes a code or a refresh token into tokens. */
export async function tokenEndpoint(
  deps: Deps,
  pool: UserPool,
  form: URLSearchParams,
): Promise<TokenAnswer> {
  const clientId = form.get('client_id') ?? '';
  if (!pool.clients.some(({ id }) => id === clientId)) return refused('invalid_client');
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return byCode(deps, clientId, form);
    case 'refresh_token':
      return byRefreshToken(deps, clientId, form);
    default:
      return refused('unsupported_grant_type');
  }
}

async function byCode(deps: Deps, clientId: string, form: URLSearchParams) {
  const redeemed = deps.grants.redeem(form.get('code') ?? '', {
    clientId,
    redirectUri: form.get('redirect_uri') ?? '',
    verifier: form.get('code_verifier') ?? '',
  });
  if (!redeemed) return refused('invalid_grant');
  const { session, nonce } = redeemed;
  return answer(deps, session, { nonce, refreshToken: deps.grants.issueRefreshToken(session) });
}

async function byRefreshToken(deps: Deps, clientId: string, form: URLSearchParams) {
  const session = deps.grants.use(form.get('refresh_token') ?? '', clientId);
  if (!session) return refused('invalid_grant');
  const isRotated = session.client.rotationGraceSeconds !== undefined;
  const refreshToken = isRotated ? deps.grants.issueRefreshToken(session) : undefined;
  return answer(deps, session, { refreshToken });
}

async function answer(
  { tokens, issuer }: Deps,
  session: Session,
  { nonce, refreshToken }: { nonce?: string; refreshToken?: string },
): Promise<TokenAnswer> {
  const { user, client, signedInAt, id: originId } = session;
  const { email, isEmailVerified, name, groups, sub: subject } = user;
  const holder = { subject, email, isEmailVerified, name, groups };
  const order = { issuer, clientId: client.id, lifeSeconds: client.idTokenSeconds };
  const common = { ...order, signedInAt, originId };
  return {
    status: 200,
    body: {
      id_token: await tokens.issue(holder, { ...common, use: 'id', nonce }),
      access_token: await tokens.issue(holder, { ...common, use: 'access' }),
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      expires_in: client.idTokenSeconds,
      token_type: 'Bearer',
    },
  };
}

/** `POST /oauth2/revoke`: a token that is unknown is as good as revoked (RFC 7009). */
export function revocationEndpoint(grants: Grants, form: URLSearchParams): TokenAnswer {
  grants.revoke(form.get('token') ?? '', form.get('client_id') ?? '');
  return { status: 200, body: {} };
}
