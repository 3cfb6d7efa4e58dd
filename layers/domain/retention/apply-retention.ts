import { guestsBefore, unpaidBefore, yearsOfDocumentsDue } from './due.ts';
import { type ForgetCustomersDeps, forgetCustomers } from './forget-customers.ts';
import { type ProofStore, reviewProofs } from './review-proofs.ts';
import { type TakeUpDeps, takeUpErasures, takeUpExports } from './take-up.ts';
import { type OldRecords, type Run, type WalkName, walk } from './walk.ts';

export type RetentionDeps = ForgetCustomersDeps &
  TakeUpDeps & {
    proofs: ProofStore;
    records: Record<Exclude<WalkName, 'customers'>, OldRecords>;
  };

/** What a run did: ids of what, by name. */
export type RetentionReport = {
  did: Record<string, readonly string[]>;
  /** Nothing deletes them: the shop decides. */
  yearsOfDocumentsDue: number[];
  /** Parts that failed; the others were done all the same. */
  failures: { part: string; error: unknown }[];
};

/**
 * Applies the retention periods: erases whose period is over, takes the buyer from what came to
 * nothing, and starts erasures and exports again that have stopped. Everything may be repeated.
 */
export async function applyRetention(deps: RetentionDeps, run: Run): Promise<RetentionReport> {
  const { periods, positions, records } = deps;
  const { now, requestId } = run;
  const walkOf = (name: keyof RetentionDeps['records'], before: Date) => async () => {
    const { forgotten, open } = await walk({ records: records[name], positions }, name, before);
    return { [`${name}Forgotten`]: forgotten, [`${name}Open`]: open };
  };
  const parts: Record<string, () => Promise<RetentionReport['did']>> = {
    erasures: async () => ({ erasuresTakenUp: await takeUpErasures(deps, requestId) }),
    exports: async () => ({ exportsTakenUp: await takeUpExports(deps, requestId) }),
    customers: async () => {
      const { erased, refused } = await forgetCustomers(deps, run);
      return { customersErased: erased, customersRefused: refused };
    },
    orders: walkOf('orders', unpaidBefore(periods, now)),
    unpaidPayments: walkOf('unpaidPayments', unpaidBefore(periods, now)),
    nobodysPayments: walkOf('nobodysPayments', guestsBefore(periods, now)),
    proofs: async () => {
      const { deleted, due } = await reviewProofs(deps.proofs, now);
      return { proofsDeleted: deleted, proofsDue: due };
    },
  };
  const report: RetentionReport = {
    did: {},
    yearsOfDocumentsDue: yearsOfDocumentsDue(periods, now),
    failures: [],
  };
  for (const [part, apply] of Object.entries(parts))
    try {
      Object.assign(report.did, await apply());
    } catch (error) {
      report.failures.push({ part, error });
    }
  return report;
}
