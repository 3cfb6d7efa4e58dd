import type { Caller } from '#domain/access/caller';
import type { Clock } from '#domain/clock';
import { type Claim, type IdempotencyStore, once, type Patience } from '#domain/idempotency';
import { claimOf, type HttpEvent, type StoredAnswer, secretOf } from './http.ts';
import { logger } from './log.ts';
import { type SealedAnswer, sealing } from './sealed-answers.ts';

export type AnswerDeps = {
  idempotency: IdempotencyStore<StoredAnswer | SealedAnswer>;
  now: Clock;
};

/** Concurrent duplicates wait about three seconds for the first one's answer. */
export const twinPatience: Patience = {
  tries: 20,
  pause: () => new Promise((resolve) => setTimeout(resolve, 150)),
};

/**
 * Acts once for a request, and answers every repetition with the same bytes. The request's own log
 * line names the payment that this is about.
 */
export async function answerOnce(
  { idempotency, now }: AnswerDeps,
  event: HttpEvent,
  caller: Caller,
  act: (claim: Claim) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const claim = claimOf(event, caller, now());
  const store = sealing(idempotency, secretOf(event, caller));
  const kept = await once(store, claim, act, twinPatience);
  if (kept.subject?.startsWith('pay_')) logger.appendKeys({ paymentId: kept.subject });
  return kept;
}
