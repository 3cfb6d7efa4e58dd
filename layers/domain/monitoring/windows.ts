import type { ProviderName } from '#vocabulary/providers';
import type { LatencyKey, Measure, SeriesKey, Slot } from './counters.ts';
import { countAbove, sizeOf } from './histogram.ts';
import type { CountedTrouble, TroubleKind } from './trouble.ts';
import type { Watched } from './watched.ts';

const minuteMs = 60_000;

/** What several rules ask of one evaluation, found once. */
type Known = { slots: Map<number, readonly Slot[]>; providers?: ProviderName[] };

const known = new WeakMap<Watched, Known>();

function knownOf(watched: Watched): Known {
  const found: Known = known.get(watched) ?? { slots: new Map() };
  known.set(watched, found);
  return found;
}

/** The complete slots of the last so many minutes. Times in ISO 8601 UTC are compared as text. */
export function slotsOfLast(watched: Watched, minutes: number): readonly Slot[] {
  const { slots } = knownOf(watched);
  const found = slots.get(minutes) ?? slotsWithin(watched, minutes);
  slots.set(minutes, found);
  return found;
}

function slotsWithin({ slots, now }: Watched, minutes: number): readonly Slot[] {
  const { from, to } = windowOf(now, minutes);
  return slots.filter(({ at }) => from <= at && at < to);
}

/** What failed in the last so many minutes. */
export function troublesOfLast(
  { troubles, now }: Watched,
  minutes: number,
  wanted: TroubleKind,
): CountedTrouble[] {
  if (troubles.length === 0) return [];
  const { from, to } = windowOf(now, minutes);
  return troubles.filter(({ kind, slot }) => kind === wanted && from <= slot && slot < to);
}

const windowOf = (now: Date, minutes: number): { from: string; to: string } => ({
  from: new Date(now.getTime() - minutes * minuteMs).toISOString(),
  to: now.toISOString(),
});

const paymentCounts = ['initiated', 'completed', 'failed', 'recovered', 'declined'] as const;

type PaymentCount = (typeof paymentCounts)[number];

/** The counts of a provider, or of all, over methods and currencies: numbers of payments alone. */
export function paymentsIn(
  counted: readonly Pick<Slot, 'series'>[],
  provider?: ProviderName,
): Record<PaymentCount, number> {
  const sum = { initiated: 0, completed: 0, failed: 0, recovered: 0, declined: 0 };
  for (const { series } of counted)
    for (const key in series) {
      if (provider !== undefined && !key.startsWith(provider)) continue;
      const counts = series[key as SeriesKey]!;
      for (const name of paymentCounts) sum[name] += counts[name];
    }
  return sum;
}

/** Whether a payment was completed in a slot or an hour. */
export const hasPayment = ({ series }: Pick<Slot, 'series'>): boolean =>
  Object.values(series).some(({ completed }) => completed > 0);

/** How many of a provider's durations there are, and how many are longer. */
export function durationsIn(
  slots: readonly Slot[],
  { measure, provider, aboveMs }: { measure: Measure; provider: ProviderName; aboveMs: number },
): { bad: number; of: number } {
  const key: LatencyKey = `${measure}#${provider}`;
  const histograms = slots.flatMap(({ latencies }) => latencies[key] ?? []);
  const sum = (count: (one: (typeof histograms)[number]) => number) =>
    histograms.reduce((total, histogram) => total + count(histogram), 0);
  return { bad: sum((one) => countAbove(one, aboveMs)), of: sum(sizeOf) };
}

/** Providers that anything was counted or noted of. */
export function providersIn(watched: Watched): ProviderName[] {
  const found = knownOf(watched);
  found.providers ??= providersOf(watched);
  return found.providers;
}

function providersOf({ slots, troubles }: Watched): ProviderName[] {
  const found = new Set<string>();
  for (const { series, latencies } of slots) {
    for (const key in series) found.add(key.slice(0, key.indexOf('#')));
    for (const key in latencies) found.add(key.slice(key.indexOf('#') + 1));
  }
  for (const { kind, dimension } of troubles) if (kind === 'provider_error') found.add(dimension);
  return [...found].sort() as ProviderName[];
}
