import { offsetMs } from '#domain/calendar/zone';
import {
  type Counts,
  type Hour,
  hourMs,
  type LatencyKey,
  noCounts,
  type SeriesKey,
  type Slot,
  slotMs,
} from '#domain/monitoring/counters';
import type { Histogram } from '#domain/monitoring/histogram';
import type { CountedTrouble } from '#domain/monitoring/trouble';
import type { Draw } from './draw.ts';
import type { Outage, Provider, Shop } from './shop.ts';

type MutableCounts = { -readonly [Name in keyof Counts]: Counts[Name] };

/** What a shop's counters hold after each slot. */
export class Traffic {
  readonly #shop: Shop;
  readonly #draw: Draw;
  readonly slots: Slot[] = [];
  readonly troubles: CountedTrouble[] = [];
  hours: Hour[] = [];
  /** Payments of earlier slots whose buyers are still paying. */
  readonly #paying = new Map<string, number>();
  readonly #factors = new Map<string, number>();

  constructor(shop: Shop, draw: Draw) {
    this.#shop = shop;
    this.#draw = draw;
  }

  /** Four weeks of whole hours, before the first slot. */
  fillHours(until: number): void {
    for (let at = until - 29 * 24 * hourMs; at < until; at += hourMs) {
      const initiated = this.#draw.poisson(this.#rateAt(at));
      const completed = this.#draw.binomial(initiated, 1 - this.#shop.leaving);
      this.#keepHour(at, completed);
    }
  }

  /** One more slot, with its troubles; an outage is one of the first provider, or of all. */
  next(at: number, outage: Outage = {}): void {
    const iso = new Date(at).toISOString();
    const slot: Slot = { at: iso, series: {}, latencies: {}, uninvoiced: {}, countedAt: iso };
    const expected = outage.empty ? 0 : this.#rateAt(at) * (slotMs / hourMs);
    let completed = 0;
    for (const [place, provider] of this.#shop.providers.entries()) {
      const initiated = this.#draw.poisson(expected * provider.part);
      completed += this.#sell(slot, { provider, initiated }, place === 0 ? outage : {});
    }
    this.slots.push(slot);
    if (this.slots.length > 72) this.slots.shift();
    this.#keepHour(Math.floor(at / hourMs) * hourMs, completed);
    while (this.troubles.length > 0 && Date.parse(this.troubles[0]!.slot) < at - 24 * hourMs)
      this.troubles.shift();
  }

  #sell(
    slot: Slot,
    { provider, initiated }: { provider: Provider; initiated: number },
    outage: Outage,
  ) {
    const draw = this.#draw;
    const counts: MutableCounts = { ...noCounts, initiated };
    const unanswered = draw.binomial(initiated, outage.unanswered ?? provider.unanswered);
    const opened = initiated - unanswered;
    this.#note(slot.at, provider.name, unanswered);
    const failed = draw.binomial(opened, outage.failing ?? provider.failing);
    const staying = draw.binomial(opened - failed, 1 - this.#shop.leaving);
    const before = this.#paying.get(provider.name) ?? 0;
    // Half of them pay within the slot, and half of the others in each later one.
    const paid = draw.binomial(before + staying, 0.5);
    this.#paying.set(provider.name, before + staying - paid);
    counts.failed = failed;
    counts.recovered = draw.binomial(failed, provider.recovering);
    counts.declined = draw.binomial(paid, provider.declined);
    counts.completed = outage.untold ? 0 : paid;
    const key: SeriesKey = `${provider.name}#${provider.name === 'stripe' ? 'card' : provider.name === 'paypal' ? 'paypal' : 'mobile_money'}#EUR`;
    Object.assign(slot.series, { [key]: counts });
    Object.assign(slot.latencies, {
      [`response#${provider.name}` satisfies LatencyKey]: histogramOf(
        opened,
        draw.binomial(opened, outage.slow ?? provider.slow),
        { usual: -10, slow: 8 },
      ),
      [`settling#${provider.name}` satisfies LatencyKey]: histogramOf(
        counts.completed,
        draw.binomial(counts.completed, provider.settledLate),
        { usual: 0, slow: 20 },
      ),
    });
    return counts.completed;
  }

  #note(slot: string, dimension: string, count: number): void {
    if (count === 0) return;
    const examples = Array.from({ length: Math.min(count, 5) }, (_, one) => `pay_${slot}_${one}`);
    this.troubles.push({ slot, kind: 'provider_error', dimension, count, lastAt: slot, examples });
  }

  #keepHour(at: number, completed: number): void {
    if (completed === 0) return;
    const iso = new Date(at).toISOString();
    const last = this.hours.at(-1);
    const known = last?.at === iso ? last.series['stripe#card#EUR']!.completed : 0;
    const series = { 'stripe#card#EUR': { ...noCounts, completed: known + completed } } as const;
    if (last?.at === iso) this.hours[this.hours.length - 1] = { at: iso, series, latencies: {} };
    else this.hours.push({ at: iso, series, latencies: {} });
  }

  /** Payments an hour, as the shop's clock has it. */
  #rateAt(at: number): number {
    const { timeZone, perHour, ofHour, ofWeekday, unrest } = this.#shop;
    const wall = new Date(at + offsetMs(at, timeZone));
    const day = wall.toISOString().slice(0, 10);
    let factor = this.#factors.get(day);
    if (factor === undefined) {
      factor = Math.exp(unrest * this.#draw.normal());
      this.#factors.set(day, factor);
    }
    return perHour * ofHour[wall.getUTCHours()]! * ofWeekday[wall.getUTCDay()]! * factor;
  }
}

/** A bucket of usual ones, and one of slow ones. */
function histogramOf(of: number, slow: number, bucket: { usual: number; slow: number }): Histogram {
  const buckets: Record<string, number> = {};
  if (of > slow) buckets[bucket.usual] = of - slow;
  if (slow > 0) buckets[bucket.slow] = slow;
  return { buckets, sumMs: 0 };
}
