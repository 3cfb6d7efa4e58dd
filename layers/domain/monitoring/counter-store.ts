import type { Day } from '../calendar/day.ts';
import type { CountedSlot } from './counted-slot.ts';
import type { Hour, Slot, Totals } from './counters.ts';

/** Reads the counters of payments, without any scan. */
export type CounterReader = {
  /**
   * The slots that start from `from` on and before `to`, in order of time; those in which nothing
   * happened are left out. Kept for 40 days. One read for each UTC day.
   */
  slots(from: Date, to: Date): Promise<Slot[]>;
  /**
   * The same of hours; the last ones, which are not stored yet, are put together from their slots.
   * Kept for 25 months. One read for each year, and one for each UTC day of the last ones.
   */
  hours(from: Date, to: Date): Promise<Hour[]>;
  /** One read; from midnight (UTC) until the day is opened, two. */
  totals(): Promise<Totals>;
};

/** Where facts are counted, and what is put together from them. */
export interface CounterStore extends CounterReader {
  /** An empty one when nothing happened in it so far. */
  slot(at: string): Promise<CountedSlot>;
  /** Those of a UTC day, in order of time. */
  slotsOf(day: Day): Promise<CountedSlot[]>;
  /** Overtaken when it is stored with another version than the one before. */
  save(slot: CountedSlot): Promise<'saved' | 'overtaken'>;
  /** Also hours in which nothing happened: up to the last stored one nobody looks for slots. */
  saveHours(hours: readonly Hour[]): Promise<void>;
  /** Stores the sum of everything before a UTC day, and reads it. */
  openDay(day: Day, before: Totals): Promise<void>;
  before(day: Day): Promise<Totals | undefined>;
}
