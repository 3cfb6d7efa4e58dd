import type { RetentionPeriods } from '#vocabulary/retention';
import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { closedForErasure, erasedCustomer } from './erased.ts';
import type { Erasure, ErasureStore, KeptRecords, Subject } from './erasure.ts';

/** One kind of records from which the person is removed. Repeating it is harmless. */
export type ErasureStep = {
  name: string;
  /** @returns how many things were erased. @throws Error when it has to be done again later. */
  run: (subject: Subject) => Promise<number>;
};

export type CarryOutDeps = {
  erasures: ErasureStore;
  /** In their order: the addresses of the person are known until the last. */
  steps: readonly ErasureStep[];
  /** What the law keeps, and until when. */
  keptOf: (subject: Subject) => Promise<{ kept: KeptRecords[]; reviewAt: string }>;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type ErasureJob = { customerId: string; requestId: string };

export type CarriedOut = 'erased' | 'done_before' | 'unknown';

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/** Who begins an erasure again after a restore. */
const operator = 'operator';

/**
 * Removes a person from everything that is stored, step by step, and keeps a proof. After a crash
 * between any two steps the next attempt goes on behind the last one that was noted. After a restore
 * of the table, whose rows know nothing of it, everything is done again.
 *
 * @throws Error when a step cannot be done yet.
 */
export async function carryOutErasure(
  deps: CarryOutDeps,
  { customerId, requestId }: ErasureJob,
): Promise<CarriedOut> {
  const begun = await begin(deps, customerId, requestId);
  if (typeof begun === 'string') return begun;
  let { erasure } = begun;
  for (const { name, run } of deps.steps) {
    if (erasure.steps.some((step) => step.name === name)) continue;
    const subject = await subjectOf(deps, erasure);
    const count = await run(subject);
    erasure = await noteStep(deps, erasure, { name, count });
  }
  await finish(deps, erasure, requestId);
  return 'erased';
}

async function begin(
  { erasures, now, pause }: CarryOutDeps,
  customerId: string,
  requestId: string,
): Promise<{ erasure: Erasure } | 'done_before' | 'unknown'> {
  return untilSaved({ ...race, pause }, async () => {
    const customer = await erasures.findCustomer(customerId);
    if (!customer) return 'unknown';
    const known = await erasures.find(customerId);
    if (known && customer.state === 'erased')
      return known.state === 'done' ? 'done_before' : { erasure: known };
    const erasure = known
      ? { ...known, state: 'running' as const, steps: [], kept: [], version: known.version + 1 }
      : newErasure({ customerId, requestedAt: now(), requestedBy: operator, requestId });
    const closed = closedForErasure(customer, now());
    const outcome = await erasures.begin({ erasure, customer: closed });
    return outcome === 'saved' ? { erasure } : overtaken;
  });
}

export const newErasure = ({
  requestedAt,
  ...request
}: Pick<Erasure, 'customerId' | 'requestedBy' | 'requestId'> & { requestedAt: Date }): Erasure => ({
  ...request,
  state: 'running',
  requestedAt: requestedAt.toISOString(),
  steps: [],
  kept: [],
  version: 1,
});

async function subjectOf({ erasures }: CarryOutDeps, erasure: Erasure): Promise<Subject> {
  const { customerId } = erasure;
  const customer = await erasures.findCustomer(customerId);
  if (!customer) throw new Error('the customer of an erasure is not stored');
  return { erasure, customer, members: await erasures.members(customerId) };
}

/** @throws Error when another run does the same. */
async function noteStep(
  { erasures, now }: CarryOutDeps,
  erasure: Erasure,
  done: { name: string; count: number },
): Promise<Erasure> {
  const at = now().toISOString();
  const noted = {
    ...erasure,
    steps: [...erasure.steps, { ...done, at }],
    version: erasure.version + 1,
  };
  if ((await erasures.note(noted)) === 'stale') throw new Error('another run erases the customer');
  return noted;
}

async function finish(deps: CarryOutDeps, erasure: Erasure, requestId: string): Promise<void> {
  const { erasures, pause, keptOf } = deps;
  const { kept, reviewAt } = await keptOf(await subjectOf(deps, erasure));
  await untilSaved({ ...race, pause }, async () => {
    const { customer } = await subjectOf(deps, erasure);
    const at = deps.now();
    const outcome = await erasures.finish({
      erasure: {
        ...erasure,
        state: 'done',
        finishedAt: at.toISOString(),
        kept,
        reviewAt,
        version: erasure.version + 1,
      },
      customer: erasedCustomer(customer, at),
      event: {
        id: newId('evt', at, deps.randomBytes(10)),
        type: 'customer.erased',
        occurredAt: at.toISOString(),
        requestId,
        data: { customerId: customer.id },
      },
    });
    if (outcome === 'saved') return;
    return overtaken;
  });
}

/** Documents are kept for years from the end of theirs; without any, the proof is for claims. */
export function reviewAtOf(
  lastDocumentAt: string | undefined,
  finishedAt: Date,
  { documentYears, proofYears }: Pick<RetentionPeriods, 'documentYears' | 'proofYears'>,
): string {
  if (lastDocumentAt !== undefined)
    return `${Number(lastDocumentAt.slice(0, 4)) + documentYears}-12-31T23:59:59.000Z`;
  return yearsAfter(finishedAt, proofYears);
}

export function yearsAfter(at: Date, years: number): string {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later.toISOString();
}
