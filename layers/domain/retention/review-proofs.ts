import { yearsAfter } from '../erasure/carry-out-erasure.ts';
import type { Erasure } from '../erasure/erasure.ts';

export type ProofStore = {
  /** Erasures whose time to be looked at again has come, the oldest first. */
  due(before: Date, limit: number): Promise<Erasure[]>;
  /** Each unless it was written since it was read. */
  note(erasure: Erasure): Promise<'saved' | 'stale'>;
  remove(erasure: Erasure): Promise<'saved' | 'stale'>;
};

const reviewedMax = 100;

/**
 * Deletes proofs that nothing stands behind any more. Where documents were kept, nobody but a person
 * may decide, so they are told once a year.
 */
export async function reviewProofs(
  proofs: ProofStore,
  now: Date,
): Promise<{ deleted: string[]; due: string[] }> {
  const deleted: string[] = [];
  const due: string[] = [];
  for (const erasure of await proofs.due(now, reviewedMax)) {
    const { customerId, state, reviewAt, kept, version } = erasure;
    if (state !== 'done' || reviewAt === undefined || new Date(reviewAt) > now) continue;
    if (kept.length === 0) {
      if ((await proofs.remove(erasure)) === 'saved') deleted.push(customerId);
      continue;
    }
    const next = { ...erasure, reviewAt: yearsAfter(now, 1), version: version + 1 };
    if ((await proofs.note(next)) === 'saved') due.push(customerId);
  }
  return { deleted, due };
}
