import { type AlertWatch, isActive } from '#domain/monitoring/alert';
import { evolve } from '#domain/monitoring/alert-state';
import { hourMs, slotMs } from '#domain/monitoring/counters';
import { judge, type Subject } from '#domain/monitoring/judge';
import { rules } from '#domain/monitoring/rules/index';
import { isSilenceInQuestion } from '#domain/monitoring/silence';
import type { Watched } from '#domain/monitoring/watched';
import { noSwitches } from '#domain/switches/switches';
import { defaultThresholds, type RuleName } from '#vocabulary/alerts';
import { type Draw, drawFrom } from './draw.ts';
import { aShop, type Outage, type Shop } from './shop.ts';
import { Traffic } from './traffic.ts';

/** As the evaluator reads it: the rhythm only while silence is in question. */
function watchedAt(shop: Shop, traffic: Traffic, now: number): Watched {
  const watched: Watched = {
    now: new Date(now),
    timeZone: shop.timeZone,
    businessHours: { days: [1, 2, 3, 4, 5, 6, 7], from: shop.from, to: shop.to },
    switches: noSwitches,
    sites: [],
    slots: traffic.slots,
    hours: [],
    troubles: traffic.troubles,
  };
  return isSilenceInQuestion(watched, defaultThresholds.silentMinutes)
    ? { ...watched, hours: traffic.hours }
    : watched;
}

const judgedBy = { rules, thresholds: defaultThresholds };

/** What one evaluation says, as the evaluator judges it. */
function judgementOf(watched: Watched, active: readonly AlertWatch[]): Subject[] {
  const { subjects, failures } = judge(judgedBy, watched, active, false);
  if (failures.length > 0) throw failures[0]!.error;
  return subjects;
}

/** A shop's alerts, from evaluation to evaluation. */
class Alerts {
  readonly #watches = new Map<string, AlertWatch>();

  /** The rules by which an alert opens now. */
  evaluate(watched: Watched): string[] {
    const active = [...this.#watches.values()].filter(isActive);
    return judgementOf(watched, active).flatMap(({ key, verdict, opensAfter }) => {
      const name = `${key.rule}#${key.dimension}`;
      const evaluation = { at: watched.now, opensAfter, newId: () => name };
      const evolved = evolve(key, this.#watches.get(name), verdict, evaluation);
      if (evolved) this.#watches.set(name, evolved.watch);
      return evolved?.told?.type === 'alert.opened' ? key.rule : [];
    });
  }
}

/** Any hour of any day of a year: nights, Sundays and both clock changes. */
const someHour = (draw: Draw): number =>
  Math.floor(draw.between(Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1)) / hourMs) * hourMs;

export type FalseAlarms = {
  evaluations: number;
  shops: number;
  /** How often a rule opened although nothing was wrong. */
  openings: Record<string, number>;
};

/** Shops in which nothing is wrong, each watched for so many slots. */
export function countFalseAlarms({
  shops,
  slots,
  seed,
}: {
  shops: number;
  slots: number;
  seed: number;
}): FalseAlarms {
  const openings: Record<string, number> = {};
  for (let index = 0; index < shops; index++) {
    const draw = drawFrom(seed + index);
    const shop = aShop(draw);
    const traffic = new Traffic(shop, draw);
    const begin = someHour(draw);
    traffic.fillHours(begin);
    const alerts = new Alerts();
    for (let slot = 0; slot < slots; slot++) {
      const at = begin + slot * slotMs;
      traffic.next(at);
      for (const rule of alerts.evaluate(watchedAt(shop, traffic, at + slotMs)))
        openings[rule] = (openings[rule] ?? 0) + 1;
    }
  }
  return { evaluations: shops * slots, shops, openings };
}

/** `after`: how many slots the rule waits on purpose. */
type Kind = { outage: Outage; rule: RuleName; after: number };

const silentSlots = (defaultThresholds.silentMinutes * 60_000) / slotMs;

const outages = {
  'all payments fail': { outage: { failing: 1 }, rule: 'failure_rate_1h', after: 0 },
  'a third of the payments fail': { outage: { failing: 0.33 }, rule: 'failure_rate_1h', after: 0 },
  'the provider gives no answer': { outage: { unanswered: 1 }, rule: 'provider_errors', after: 0 },
  'every answer takes more than 2 s': { outage: { slow: 1 }, rule: 'slow_responses', after: 0 },
  'nobody hears of payments': { outage: { untold: true }, rule: 'no_payments', after: silentSlots },
  'the shop is gone': {
    outage: { empty: true, untold: true },
    rule: 'no_payments',
    after: silentSlots,
  },
} as const satisfies Record<string, Kind>;

export type OutageName = keyof typeof outages;

export const outageNames = Object.keys(outages) as OutageName[];

/**
 * After how many slots each of so many outages is found, in a shop with so many payments an hour;
 * undefined when it is not within six hours.
 */
export function timeToFind(
  name: OutageName,
  { perHour, times, seed }: { perHour: number; times: number; seed: number },
): { after: number; slots: (number | undefined)[] } {
  const { outage, rule: wanted, after }: Kind = outages[name];
  const slots = Array.from({ length: times }, (_, index) => {
    const draw = drawFrom(seed + index);
    const steady = { ofHour: Array<number>(24).fill(1), ofWeekday: Array<number>(7).fill(1) };
    const shop: Shop = { ...aShop(draw, perHour), ...steady, from: '00:00', to: '24:00' };
    // Only one provider, so that the rate is what the table says.
    const alone: Shop = { ...shop, providers: [{ ...shop.providers[0]!, part: 1 }] };
    const traffic = new Traffic(alone, draw);
    const begin = someHour(draw);
    traffic.fillHours(begin);
    const start = begin + 6 * hourMs;
    for (let at = begin; at < start; at += slotMs) traffic.next(at);
    const alerts = new Alerts();
    for (let slot = 1; slot <= 72; slot++) {
      const at = start + (slot - 1) * slotMs;
      traffic.next(at, outage);
      const opened = alerts.evaluate(watchedAt(alone, traffic, at + slotMs));
      if (opened.includes(wanted)) return slot;
    }
    return undefined;
  });
  return { after, slots };
}
