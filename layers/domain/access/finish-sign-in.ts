import type { Locale } from '#vocabulary/locales';
import type { PeopleKind } from '#vocabulary/sessions';
import { isSecondTry, type SignInAttempt } from './sign-in-attempt.ts';
import { SignInFailedError } from './sign-in-errors.ts';

/** What the pages give for a code. */
type SessionTokens = {
  idToken: string;
  /** Absent when the one that was sent stays good. */
  refreshToken?: string;
  expiresInSeconds: number;
};

export type FinishDeps = {
  /** `refused`: the code is unknown, used, over, or not for this verifier. */
  exchange: (
    kind: PeopleKind,
    proof: { code: string; verifier: string },
  ) => Promise<SessionTokens | 'refused'>;
  /** Answers the nonce of a token of these people; nothing when it is no valid token of theirs. */
  nonceOf: (kind: PeopleKind, idToken: string) => Promise<string | undefined>;
};

/** What the browser comes back with. */
export type Returned = { code?: string; state?: string; error?: string };

export type Finished =
  | { outcome: 'signed_in'; kind: PeopleKind; tokens: SessionTokens; to: string }
  /** Nothing was wrong but the moment: the browser begins again. */
  | { outcome: 'again'; kind: PeopleKind; to?: string; lang?: Locale };

/**
 * Changes a code into tokens. It counts only in the browser that began, for the attempt that the
 * browser keeps: a link with somebody else's code signs nobody in.
 *
 * @throws SignInFailedError when the pages refused, the token is for another attempt, or the second
 *   try went wrong like the first.
 */
export async function finishSignIn(
  deps: FinishDeps,
  { code, state = '', error }: Returned,
  attempt: SignInAttempt | undefined,
): Promise<Finished> {
  const again = (): Finished => {
    if (isSecondTry(state)) throw new SignInFailedError();
    return {
      outcome: 'again',
      kind: attempt?.kind ?? 'people',
      to: attempt?.to,
      lang: attempt?.lang,
    };
  };
  if (!attempt || attempt.state !== state) return again();
  if (error !== undefined || code === undefined) throw new SignInFailedError();
  const { kind, verifier, nonce, to } = attempt;
  const tokens = await deps.exchange(kind, { code, verifier });
  if (tokens === 'refused') return again();
  if ((await deps.nonceOf(kind, tokens.idToken)) !== nonce) throw new SignInFailedError();
  return { outcome: 'signed_in', kind, tokens, to };
}
