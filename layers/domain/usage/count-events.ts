import type { Pause } from '../pause.ts';
import { identityOf } from './entry.ts';
import { type PlannedWrite, planWrites, sampleKeys } from './plan-writes.ts';
import type { RawEvent } from './raw-event.ts';
import { type Candidate, candidateOf, locate } from './time-tree.ts';
import type { UsageStore } from './usage-store.ts';

export type CountDeps = {
  usage: UsageStore;
  /** Runs after a lost race. */
  pause: Pause;
};

export type Tally = { counted: number; duplicates: number; conflicts: number };

/** Consecutive lost races; somebody else succeeded each time. */
const racesMax = 20;

/**
 * Counts each event once, whatever was counted before or is counted at the same time: an event's
 * entry and its part of the counter are written in one transaction, if no bucket on its path has
 * changed since it was read.
 *
 * Safe to repeat after a crash at any point, with the same or other events.
 *
 * @throws Error when it lost every race.
 */
export async function countEvents(deps: CountDeps, events: readonly RawEvent[]): Promise<Tally> {
  const { first, tally } = distinct(events);
  let open = first;
  for (let races = 0; open.length > 0; ) {
    const { known, leaves } = await locate((keys) => deps.usage.readBuckets(keys, 'strong'), open);
    for (const { standing } of known) tally[`${standing}s`] += 1;
    const samples = await deps.usage.readSamples(sampleKeys(leaves));
    const { writes, postponed } = planWrites(leaves, samples, races);
    const lost = await writeInTurn(deps.usage, writes);
    const written = writes.reduce((sum, { candidates }) => sum + candidates.length, 0);
    tally.counted += written - lost.length;
    open = [...lost, ...postponed];
    races = lost.length > 0 ? races + 1 : 0;
    if (races > racesMax) throw new Error('too many concurrent counts of the same events');
    if (races > 0) await deps.pause(races);
  }
  return tally;
}

/** Writes one after the other, since they may share counters; returns the candidates that lost. */
async function writeInTurn(usage: UsageStore, writes: PlannedWrite[]): Promise<Candidate[]> {
  const lost: Candidate[] = [];
  for (const { change, candidates } of writes)
    if ((await usage.write(change)) === 'lost') lost.push(...candidates);
  return lost;
}

/** Of several events with one identity in one project's tree, keeps the one received first. */
function distinct(events: readonly RawEvent[]): { first: Candidate[]; tally: Tally } {
  const tally: Tally = { counted: 0, duplicates: 0, conflicts: 0 };
  const first = new Map<string, Candidate>();
  for (const event of events.toSorted(byReceipt)) {
    const candidate = candidateOf(event);
    const identity = identityOf(candidate.entry).toString('hex');
    const key = `${event.projectId}#${event.meter}#${identity}`;
    const known = first.get(key);
    if (!known) first.set(key, candidate);
    else if (known.entry.equals(candidate.entry)) tally.duplicates += 1;
    else tally.conflicts += 1;
  }
  return { first: [...first.values()], tally };
}

const byReceipt = (a: RawEvent, b: RawEvent): number =>
  a.receivedAt < b.receivedAt ? -1 : Number(a.receivedAt > b.receivedAt);
