import { SignInUnavailableError } from '#domain/access/sign-in-errors';
import type { Locale } from '#vocabulary/locales';
import { signInCallback, siteHome } from '#vocabulary/paths';

export type SignInPagesOptions = {
  /** The address of the pool's pages, without a trailing slash. */
  url: string;
  clientId: string;
  /** Our own address, without a trailing slash. */
  siteUrl: string;
  fetch?: typeof fetch;
};

type Tokens = { idToken: string; refreshToken?: string; expiresInSeconds: number };

/** Shorter than a function's time-out: it still has to answer. */
const timeoutMs = 6_000;

/** The pages of a user pool that ask for the password, and their token endpoint (OAuth 2, OIDC). */
export class SignInPages {
  readonly #options: SignInPagesOptions;

  constructor(options: SignInPagesOptions) {
    this.#options = options;
  }

  /** Where a browser goes to sign in. */
  authorizeAddress(attempt: {
    state: string;
    nonce: string;
    challenge: string;
    lang: Locale;
  }): string {
    const { challenge, ...more } = attempt;
    return this.#address('/oauth2/authorize', {
      response_type: 'code',
      redirect_uri: this.#callback,
      scope: 'openid email profile',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    });
  }

  /** Where a browser goes to be forgotten by the pages too. */
  logoutAddress(): string {
    return this.#address('/logout', { logout_uri: `${this.#options.siteUrl}${siteHome}` });
  }

  /** `refused`: the code is unknown, used, over, or not for this verifier. */
  exchange({ code, verifier }: { code: string; verifier: string }): Promise<Tokens | 'refused'> {
    const redirectUri = this.#callback;
    const proof = { code, code_verifier: verifier, redirect_uri: redirectUri };
    return this.#tokens({ grant_type: 'authorization_code', ...proof });
  }

  /** `refused`: the refresh token is unknown, used, over or revoked. */
  refresh(token: string): Promise<Tokens | 'refused'> {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: token });
  }

  /** Ends the session of a refresh token; an unknown one is as good as revoked. */
  async revoke(token: string): Promise<void> {
    await this.#post('/oauth2/revoke', { token });
  }

  get #callback(): string {
    return `${this.#options.siteUrl}${signInCallback}`;
  }

  #address(path: string, query: Record<string, string>): string {
    const { url, clientId } = this.#options;
    return `${url}${path}?${new URLSearchParams({ client_id: clientId, ...query })}`;
  }

  async #tokens(form: Record<string, string>): Promise<Tokens | 'refused'> {
    const answer = await this.#post('/oauth2/token', form);
    const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (answer.status === 400 && body.error === 'invalid_grant') return 'refused';
    const { id_token: idToken, refresh_token: refreshToken, expires_in: seconds } = body;
    if (!answer.ok || typeof idToken !== 'string' || typeof seconds !== 'number')
      throw new Error(`the token endpoint answered ${answer.status} ${String(body.error ?? '')}`);
    return {
      idToken,
      expiresInSeconds: seconds,
      ...(typeof refreshToken === 'string' && { refreshToken }),
    };
  }

  /** @throws SignInUnavailableError when the pages do not answer, or have too much to do. */
  async #post(path: string, form: Record<string, string>): Promise<Response> {
    const { url, clientId, fetch: send = fetch } = this.#options;
    const answer = await send(`${url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...form }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause) => {
      throw new SignInUnavailableError(undefined, { cause });
    });
    if (answer.status === 429 || answer.status >= 500) throw new SignInUnavailableError();
    return answer;
  }
}
