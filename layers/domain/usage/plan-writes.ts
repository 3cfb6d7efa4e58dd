import { additionsMax, type Bucket, withEntries } from './bucket.ts';
import {
  type CounterKey,
  counterChanges,
  counterId,
  counterKeyOf,
  type Sample,
} from './counter.ts';
import type { Candidate, Leaf } from './time-tree.ts';
import type { UsageChange } from './usage-store.ts';

/** DynamoDB's limit for a transaction. */
const itemsMaxEver = 100;

/** A bucket and its counter. */
const itemsMin = 2;

/** One transaction, and the candidates that it counts. */
export type PlannedWrite = { change: UsageChange; candidates: Candidate[] };

export type Plan = {
  writes: PlannedWrite[];
  /** More candidates than one write may add to their bucket; they go below it next. */
  postponed: Candidate[];
};

/**
 * Splits leaves into transactions, each with its events' counters.
 *
 * @param races consecutive lost races: each halves the transactions, since one contended bucket
 * delays everything that is written with it.
 */
export function planWrites(
  leaves: readonly Leaf[],
  samples: ReadonlyMap<string, Sample>,
  races: number,
): Plan {
  const taken = leaves.map((leaf) => ({
    ...leaf,
    candidates: leaf.candidates.slice(0, additionsMax),
  }));
  const itemsMax = Math.max(itemsMin, itemsMaxEver >> races);
  return {
    writes: groupsOf(taken, itemsMax).map((group) => plannedWrite(group, samples)),
    postponed: leaves.flatMap(({ candidates }) => candidates.slice(additionsMax)),
  };
}

/** Keys of the counters that keep samples. */
export function sampleKeys(leaves: readonly Leaf[]): CounterKey[] {
  const events = leaves.flatMap(({ candidates }) => candidates.map(({ event }) => event));
  const gauges = events.filter(({ meter }) => meter === 'storage').map(counterKeyOf);
  return [...new Map(gauges.map((key) => [counterId(key), key])).values()];
}

/** Groups as large as a transaction; leaves of one project, which share counters, stay together. */
function groupsOf(leaves: readonly Leaf[], itemsMax: number): Leaf[][] {
  const groups: Leaf[][] = [];
  let counters = new Set<string>();
  for (const leaf of leaves.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const own = leaf.candidates.map(({ event }) => counterId(counterKeyOf(event)));
    const joined = new Set([...counters, ...own]);
    const group = groups.at(-1);
    if (group && group.length + 1 + joined.size <= itemsMax) group.push(leaf);
    else groups.push([leaf]);
    counters = groups.at(-1) === group ? joined : new Set(own);
  }
  return groups;
}

function plannedWrite(leaves: Leaf[], samples: ReadonlyMap<string, Sample>): PlannedWrite {
  const candidates = leaves.flatMap((leaf) => leaf.candidates);
  const events = candidates.map(({ event }) => event);
  const change = { buckets: leaves.map(bucketAfter), counters: counterChanges(events, samples) };
  return { change, candidates };
}

const bucketAfter = ({ key, bucket, candidates }: Leaf): Bucket =>
  withEntries(bucket, key, {
    entries: candidates.map(({ entry }) => entry),
    bytes: candidates.reduce((sum, { event }) => sum + event.bytes, 0),
  });
