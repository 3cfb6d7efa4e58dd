import type { KeptAnswers } from '../kept-answers.ts';
import { StripeFailure } from './errors.ts';

/** A day, its last second included. */
const keptSeconds = 24 * 60 * 60 + 1;
const keyLengthMax = 255;

/** What a key was first used for, and its first answer once there is one, errors included. */
export type KeptAnswer = {
  endpoint: string;
  fingerprint: string;
  answer?: { status: number; body: string };
};

/** Claims the key, or returns the answer to repeat; throws on other parameters or a duplicate. */
export function claim(
  answers: KeptAnswers<KeptAnswer>,
  key: string,
  { endpoint, fingerprint }: KeptAnswer,
): KeptAnswer['answer'] {
  if (key.length > keyLengthMax) {
    throw idempotencyError(400, 'Idempotency-Key can be at most 255 characters.');
  }
  const kept = answers.recall(key);
  if (!kept) {
    answers.keep(key, { endpoint, fingerprint }, keptSeconds);
    return undefined;
  }
  const advice = `Try using a key other than '${key}' if you meant to execute a different request.`;
  if (kept.endpoint !== endpoint) {
    const message = `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${kept.endpoint}' vs '${endpoint}'). ${advice}`;
    throw idempotencyError(400, message);
  }
  if (kept.fingerprint !== fingerprint) {
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. ${advice}`;
    throw idempotencyError(400, message);
  }
  if (!kept.answer) {
    const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
    throw idempotencyError(409, message, 'idempotency_key_in_use');
  }
  return kept.answer;
}

/** Keeps the answer under the claimed key; without one nothing was executed, and the key is free. */
export function settleClaim(
  answers: KeptAnswers<KeptAnswer>,
  key: string,
  answer: KeptAnswer['answer'],
): void {
  const kept = answers.recall(key);
  if (!answer) answers.forget(key);
  else if (kept) kept.answer = answer;
}

function idempotencyError(status: number, message: string, code?: string): StripeFailure {
  return new StripeFailure(status, message, { type: 'idempotency_error', code });
}
