import { type Day, utcDay } from '#domain/calendar/day';
import type { Key } from './keys.ts';

const dayLength = 'YYYY-MM-DD'.length;

/** Keys of what watches the shop, in the main table; see docs/access-patterns.md. */
export const monitoringKeys = {
  /** What failed in five minutes of a day, `10:05`, of one kind in one place. */
  trouble: ({ slot, kind, dimension }: { slot: string; kind: string; dimension: string }): Key => ({
    pk: monitoringKeys.troublesOf(slot),
    sk: `${slot.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length)}#${kind}#${dimension}`,
  }),
  troublesOf: (day: string): string => `TROUBLES#${day.slice(0, 'YYYY-MM-DD'.length)}`,
  /** The counters of five minutes, by the ISO 8601 UTC of their start. */
  slot: (at: string): Key => ({
    pk: monitoringKeys.slotsOf(at),
    sk: at.slice(dayLength + 1, 'YYYY-MM-DDThh:mm'.length),
  }),
  slotsOf: (day: string): string => `METRICS#${day.slice(0, dayLength)}`,
  /** Stored with a day's slots: the sum of everything before it. */
  before: (day: string): Key => ({ pk: monitoringKeys.slotsOf(day), sk: 'BEFORE' }),
  /** `2026-11-28T10`, all of a year together. */
  hour: (at: string): Key => ({
    pk: monitoringKeys.hoursOf(at.slice(0, 'YYYY'.length)),
    sk: at.slice(0, 'YYYY-MM-DDThh'.length),
  }),
  /** How the business stood, `2026-11`. */
  businessMonth: (month: string): Key => ({ pk: 'METRICS#MONTHS', sk: month }),
  hoursOf: (year: string | number): string => `METRICS#HOURS#${year}`,
  /** What the shop's own people see when they open its administration. */
  notice: (id: string): Key => ({ pk: `NOTICE#${id}`, sk: 'NOTICE' }),
  /** What is remembered of one thing that a rule watches. */
  alert: ({ rule, dimension }: { rule: string; dimension: string }): Key => ({
    pk: `ALERT#${rule}#${dimension}`,
    sk: 'ALERT',
  }),
  /** Stored with it: one of its episodes, as the log shows it. */
  alertEpisode: (key: { rule: string; dimension: string }, alertId: string): Key => ({
    pk: monitoringKeys.alert(key).pk,
    sk: `EPISODE#${alertId}`,
  }),
  /** Which run judges these five minutes. */
  evaluation: (slot: string): Key => ({ pk: 'EVALUATION', sk: `SLOT#${slot}` }),
  /** Stored with it: planned work on the shop. */
  maintenance: (): Key => ({ pk: 'EVALUATION', sk: 'MAINTENANCE' }),
};

/** The start of a slot, or of an hour, by its key. */
export const startOfSlot = ({ pk, sk }: Key): string =>
  `${pk.slice('METRICS#'.length)}T${sk}:00.000Z`;

export const startOfHour = ({ sk }: Key): string => `${sk}:00:00.000Z`;

/** The UTC days from one instant to before another. */
export function daysBetween(from: Date, to: Date): Day[] {
  const days: Day[] = [];
  for (let at = Date.parse(utcDay(from)); at < to.getTime(); at += 86_400_000)
    days.push(utcDay(at));
  return days;
}
