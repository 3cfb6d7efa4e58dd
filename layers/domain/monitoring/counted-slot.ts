import { createHash } from 'node:crypto';
import { type Counters, type Slot, slotMs, startOf, withCounts } from './counters.ts';
import type { Fact } from './fact.ts';
import { emptyHistogram, withDuration } from './histogram.ts';

/** A slot with what proves that each fact is counted once. */
export type CountedSlot = Slot & {
  /** Marks of the facts that are counted in it. */
  seen: ReadonlySet<string>;
  /** Payments with a fact in it that were asked for on an earlier day: for the recount. */
  older: readonly string[];
  /** Increases with every write; a write states the version that it has read. 0: not stored yet. */
  version: number;
};

export const emptySlot = (at: string): CountedSlot => ({
  at,
  series: {},
  latencies: {},
  uninvoiced: {},
  seen: new Set(),
  older: [],
  countedAt: at,
  version: 0,
});

/** Eight bytes of its hash: of a slot's thousands of facts no two have the same. */
export const markOf = (name: string): string =>
  createHash('sha256').update(name).digest().subarray(0, 8).toString('base64url');

/** The facts by the start of their slot. */
export const bySlot = (facts: readonly Fact[]): Map<string, Fact[]> =>
  Map.groupBy(facts, ({ at }) => startOf(slotMs, at));

/**
 * The slot with these facts of it. A fact counts once however often it comes, and any order of
 * them gives the same slot. Undefined when all are counted already: nothing is to be written.
 */
export function withFacts(
  slot: CountedSlot,
  facts: readonly Fact[],
  now: Date,
): CountedSlot | undefined {
  // Copied once, not with each fact: a busy slot has tens of thousands.
  const lists = { seen: new Set(slot.seen), uninvoiced: { ...slot.uninvoiced } };
  const counted = facts.reduce((sum, fact) => withFact(sum, fact, lists), slot);
  if (counted === slot) return undefined;
  return { ...counted, ...lists, countedAt: now.toISOString(), version: slot.version + 1 };
}

type Lists = { seen: Set<string>; uninvoiced: Record<string, string> };

/** Enters the fact into the lists. */
function withFact(slot: CountedSlot, fact: Fact, lists: Lists): CountedSlot {
  const mark = markOf(fact.name);
  if (lists.seen.has(mark)) return slot;
  lists.seen.add(mark);
  noteInvoice(fact, lists);
  const isOlder = fact.isOlder && !slot.older.includes(fact.paymentId);
  return {
    ...slot,
    ...countersWith(slot, fact),
    older: isOlder ? [...slot.older, fact.paymentId].sort() : slot.older,
  };
}

function countersWith(counters: Counters, { series, durations = [] }: Fact): Counters {
  const { latencies, ...counted } = series
    ? withCounts(counters, series.key, series.counts)
    : counters;
  const measured = { ...latencies };
  for (const { key, ms } of durations)
    measured[key] = withDuration(measured[key] ?? emptyHistogram, ms);
  return { series: counted.series, latencies: measured };
}

/** The invoice may be told of before its payment. */
function noteInvoice({ invoice, paymentId, at }: Fact, { seen, uninvoiced }: Lists): void {
  if (invoice === undefined) return;
  const isThere = invoice.state === 'issued' || seen.has(markOf(invoice.issuedBy));
  if (isThere) delete uninvoiced[paymentId];
  else uninvoiced[paymentId] = at;
}
