import { addDays, type Day, utcDay } from '../calendar/day.ts';
import type { Clock } from '../clock.ts';
import type { Payment } from '../payments/payment.ts';
import { bySlot, type CountedSlot, emptySlot, withFacts } from './counted-slot.ts';
import type { CounterStore } from './counter-store.ts';
import { type Counters, countNames, noCounts, type SeriesKey } from './counters.ts';
import type { Fact } from './fact.ts';
import { factOfRefund, factsOfPayment, type GivenBack } from './payment-facts.ts';

export type RecountDeps = {
  counters: CounterStore;
  payments: {
    /** Those that were asked for on the UTC days from the first to the last one. */
    askedFor: (first: Day, last: Day) => AsyncIterable<Payment[]>;
    /** As they are now, without those that are not stored. */
    of: (ids: readonly string[]) => Promise<Payment[]>;
    refundsOf: (paymentId: string) => Promise<GivenBack[]>;
    /** Those of these that have an invoice. */
    invoiced: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  };
  now: Clock;
};

/** A slot whose counts were not what the payments say. */
export type Difference = {
  /** The slot's start, ISO 8601 UTC. */
  at: string;
  /** `overtaken`: counted in meanwhile; the next night looks again. */
  outcome: 'repaired' | 'overtaken';
};

/**
 * Compares the slots of a UTC day with the payments themselves, and corrects the counts of those
 * that differ. Durations are not recounted: nothing else keeps them.
 *
 * Reads the payments of the day and of the day before, and those with a fact in the slots of the day
 * that are older: the slots name them.
 */
export async function recountDay(deps: RecountDeps, day: Day): Promise<Difference[]> {
  const slots = await deps.counters.slotsOf(day);
  const told = bySlot(await factsOf(deps, day, new Set(slots.flatMap(({ older }) => older))));
  const counted = new Map(slots.map((slot) => [slot.at, slot]));
  const differences: Difference[] = [];
  for (const at of new Set([...counted.keys(), ...told.keys()])) {
    const slot = counted.get(at) ?? emptySlot(at);
    const repaired = recounted(slot, told.get(at) ?? [], deps.now());
    if (!repaired) continue;
    const outcome = await deps.counters.save(await withoutInvoiced(deps, slot, repaired));
    differences.push({ at, outcome: outcome === 'saved' ? 'repaired' : 'overtaken' });
  }
  return differences;
}

/** A payment whose completion was not counted until now may have got its invoice long ago. */
async function withoutInvoiced(
  { payments }: RecountDeps,
  before: CountedSlot,
  repaired: CountedSlot,
): Promise<CountedSlot> {
  const added = Object.keys(repaired.uninvoiced).filter((id) => !(id in before.uninvoiced));
  const invoiced = added.length > 0 ? await payments.invoiced(added) : new Set<string>();
  const uninvoiced = Object.entries(repaired.uninvoiced).filter(([id]) => !invoiced.has(id));
  return { ...repaired, uninvoiced: Object.fromEntries(uninvoiced) };
}

/** Facts of the day, of all payments that may have one. */
async function factsOf(deps: RecountDeps, day: Day, older: ReadonlySet<string>): Promise<Fact[]> {
  const facts: Fact[] = [];
  const add = async (payments: readonly Payment[]) => {
    const ofThem = await Promise.all(payments.map((payment) => allFactsOf(deps, payment)));
    facts.push(...ofThem.flat().filter(({ at }) => utcDay(Date.parse(at)) === day));
  };
  const left = new Set(older);
  for await (const payments of deps.payments.askedFor(addDays(day, -1), day)) {
    await add(payments);
    for (const { id } of payments) left.delete(id);
  }
  if (left.size > 0) await add(await deps.payments.of([...left]));
  return facts;
}

async function allFactsOf({ payments }: RecountDeps, payment: Payment): Promise<Fact[]> {
  const { status, completedAt, updatedAt } = payment;
  const mayBeRefunded =
    status === 'review' || (status === 'completed' && updatedAt !== completedAt);
  const refunds = mayBeRefunded ? await payments.refundsOf(payment.id) : [];
  return [...factsOfPayment(payment), ...refunds.map((refund) => factOfRefund(payment, refund))];
}

/** The slot with the counts of these facts; undefined when it has just these. */
function recounted(slot: CountedSlot, facts: readonly Fact[], now: Date): CountedSlot | undefined {
  const known = withFacts(slot, facts, now) ?? slot;
  const expected = withFacts(emptySlot(slot.at), facts, now)?.series ?? {};
  if (known === slot && isSame(slot.series, expected)) return undefined;
  return {
    ...known,
    series: expected,
    countedAt: now.toISOString(),
    version: slot.version + 1,
  };
}

const isSame = (one: Counters['series'], other: Counters['series']): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)] as SeriesKey[])].every((key) =>
    countNames.every((name) => (one[key] ?? noCounts)[name] === (other[key] ?? noCounts)[name]),
  );
