import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './errors.ts';

/** One caller's use of one `Idempotency-Key`. */
export type Claim = {
  /** Combines caller and key, so that keys of different callers never collide. */
  id: string;
  /** SHA-256 of method, path and the body's JSON value. */
  requestHash: string;
  /** ISO 8601 UTC of the first attempt. Ids made from it are the same at every attempt. */
  createdAt: string;
};

/** The result of claiming. Only the caller of the store knows the answer's type. */
export type ClaimOutcome<Answer> =
  | { kind: 'claimed'; claim: Claim }
  | { kind: 'answered'; claim: Claim; answer: Answer }
  | { kind: 'in_use'; claim: Claim };

export type IdempotencyStore<Answer extends object> = {
  /**
   * Takes the claim unless somebody holds it. A holder that crashed loses it after its lease, and
   * the next one gets the first one's `createdAt`.
   */
  claim(claim: Claim): Promise<ClaimOutcome<Answer>>;
  /** Stores the answer that every repetition gets or is made from. */
  answer(claim: Claim, answer: Answer): Promise<void>;
  /** Releases the claim after a failure that may be retried. */
  release(claim: Claim): Promise<void>;
};

export type RepeatStore = Pick<IdempotencyStore<object>, 'claim'>;

/**
 * Returns the claim as first made, for an action that gives the same result when repeated with it,
 * and whose answer must not be stored.
 *
 * @throws IdempotencyKeyReusedError when the key came with another request before.
 */
export async function repeatable(store: RepeatStore, claim: Claim): Promise<Claim> {
  const outcome = await store.claim(claim);
  if (outcome.claim.requestHash !== claim.requestHash) throw new IdempotencyKeyReusedError();
  return outcome.claim;
}

/** How a request waits for another one with the same claim. */
export type Patience = { tries: number; pause: () => Promise<void> };

const noPatience: Patience = { tries: 1, pause: async () => {} };

/**
 * Runs `act` once for a claim and gives every repetition the same answer.
 *
 * A failure releases the claim but keeps its `createdAt`: everything that `act` derives from the
 * claim is the same at the next attempt, so nothing is done twice.
 *
 * @throws IdempotencyKeyReusedError when the key came with another request before.
 * @throws IdempotencyKeyInUseError when the first request is still running after all attempts to
 * wait.
 */
export async function once<Answer extends object>(
  store: IdempotencyStore<Answer>,
  claim: Claim,
  act: (claim: Claim) => Promise<Answer>,
  patience: Patience = noPatience,
): Promise<Answer> {
  const outcome = await claimPatiently(store, claim, patience);
  if (outcome.claim.requestHash !== claim.requestHash) throw new IdempotencyKeyReusedError();
  if (outcome.kind === 'answered') return outcome.answer;
  if (outcome.kind === 'in_use') throw new IdempotencyKeyInUseError();
  try {
    const answer = await act(outcome.claim);
    await store.answer(outcome.claim, answer);
    return answer;
  } catch (error) {
    await store.release(outcome.claim);
    throw error;
  }
}

async function claimPatiently<Answer extends object>(
  store: IdempotencyStore<Answer>,
  claim: Claim,
  { tries, pause }: Patience,
): Promise<ClaimOutcome<Answer>> {
  for (let left = tries - 1; ; left--) {
    const outcome = await store.claim(claim);
    const isOurRequest = outcome.claim.requestHash === claim.requestHash;
    if (outcome.kind !== 'in_use' || !isOurRequest || left <= 0) return outcome;
    await pause();
  }
}
