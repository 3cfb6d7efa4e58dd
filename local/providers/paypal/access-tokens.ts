import type { ProviderClock } from '../clock.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import { randomText } from '../random-text.ts';

/** Nine hours, as PayPal gives them. */
const tokenSeconds = 32_400;
const scope =
  'https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/applications/webhooks openid';

/** The issued bearer tokens, and refusals of invalid ones. */
export class AccessTokens {
  private readonly clock: ProviderClock;
  private readonly credentials: string;
  private readonly expiresAt = new Map<string, number>();

  constructor(clock: ProviderClock, app: { clientId: string; clientSecret: string }) {
    this.clock = clock;
    this.credentials = `${app.clientId}:${app.clientSecret}`;
  }

  /** Answers `POST /v1/oauth2/token`, whose errors have their own form. */
  issue(call: Call): Reply {
    const [scheme = '', credentials = ''] = (call.headers.authorization ?? '').split(' ');
    const isBasic = scheme.toLowerCase() === 'basic';
    const given = Buffer.from(credentials, 'base64').toString('utf8');
    if (!isBasic || given !== this.credentials) {
      return refusal(401, 'invalid_client', 'Client Authentication failed');
    }
    const grant = new URLSearchParams(call.body).get('grant_type');
    if (grant !== 'client_credentials') {
      return refusal(400, 'unsupported_grant_type', 'Grant Type is NULL or not supported');
    }
    const token = `A21AA${randomText(92)}`;
    this.expiresAt.set(token, this.clock.nowSeconds() + tokenSeconds);
    const now = new Date(this.clock.nowMs()).toISOString().replace(/\.\d+/, '');
    return json(200, {
      scope: scope,
      access_token: token,
      token_type: 'Bearer',
      app_id: 'APP-80W284485P519543T',
      expires_in: tokenSeconds,
      nonce: `${now}${randomText(43)}`,
    });
  }

  /** Expires every issued token. */
  expireAll(): void {
    for (const token of this.expiresAt.keys()) this.expiresAt.set(token, 0);
  }

  /** The refusal of an unknown or expired token; undefined for a valid one. */
  refuse(authorization: string): Reply | undefined {
    const expiresAt = this.expiresAt.get(authorization.replace(/^bearer\s+/i, ''));
    if (expiresAt === undefined) {
      return refusal(401, 'invalid_token', 'Token signature verification failed');
    }
    if (expiresAt <= this.clock.nowSeconds()) {
      return refusal(401, 'invalid_token', 'The token passed in was not found in the system');
    }
    return undefined;
  }
}

function refusal(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description });
}
