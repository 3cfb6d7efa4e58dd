import type { DomainEvent } from '#vocabulary/events';
import type { Clock, RandomBytes } from '../clock.ts';
import { type Erasure, type ErasureStore, lastDoneAt } from '../erasure/erasure.ts';
import type { ExportStore, PersonalExport } from '../exports/export.ts';
import { newId } from '../ids.ts';

/** Erasures and exports that are not done, as an index knows them, the oldest first. */
export type Unfinished = {
  erasures(before: Date, limit: number): Promise<Erasure[]>;
  exports(before: Date, limit: number): Promise<PersonalExport[]>;
};

export type TakeUpDeps = {
  unfinished: Unfinished;
  erasures: Pick<ErasureStore, 'note'>;
  exports: Pick<ExportStore, 'save'>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** Longer than a job and all its attempts take. */
const patienceMs = 3_600_000;

/** How many of each are started again in a run. */
const takenUpMax = 100;

/**
 * Starts erasures again that have stopped: after the last attempt of a job, nobody else would. One
 * that somebody else has taken up meanwhile is left to them.
 *
 * @returns whose they are.
 */
export async function takeUpErasures(deps: TakeUpDeps, requestId: string): Promise<string[]> {
  const now = deps.now();
  const before = new Date(now.getTime() - patienceMs);
  const taken: string[] = [];
  for (const erasure of await deps.unfinished.erasures(before, takenUpMax)) {
    if (erasure.state !== 'running' || lastDoneAt(erasure) > before.toISOString()) continue;
    const { customerId, version } = erasure;
    const again = { ...erasure, takenUpAt: now.toISOString(), version: version + 1 };
    const event = startOf('customer.erasure_requested', customerId, deps, requestId);
    if ((await deps.erasures.note(again, event)) === 'saved') taken.push(customerId);
  }
  return taken;
}

/** The same for exports, as long as somebody may still download them. */
export async function takeUpExports(deps: TakeUpDeps, requestId: string): Promise<string[]> {
  const now = deps.now();
  const before = new Date(now.getTime() - patienceMs);
  const taken: string[] = [];
  for (const copy of await deps.unfinished.exports(before, takenUpMax)) {
    const { customerId, state, requestedAt, takenUpAt = requestedAt, expiresAt, version } = copy;
    const isOver = state === 'done' || expiresAt <= now.toISOString();
    if (isOver || takenUpAt > before.toISOString()) continue;
    const again = { ...copy, takenUpAt: now.toISOString(), version: version + 1 };
    const event = startOf('customer.export_requested', customerId, deps, requestId);
    if ((await deps.exports.save(again, { event })) === 'saved') taken.push(customerId);
  }
  return taken;
}

const startOf = (
  type: 'customer.erasure_requested' | 'customer.export_requested',
  customerId: string,
  { now, randomBytes }: Pick<TakeUpDeps, 'now' | 'randomBytes'>,
  requestId: string,
): DomainEvent => ({
  id: newId('evt', now(), randomBytes(10)),
  type,
  occurredAt: now().toISOString(),
  requestId,
  data: { customerId },
});
