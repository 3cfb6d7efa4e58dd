import { addDays, type Day } from '../calendar/day.ts';
import type { CounterStore } from './counter-store.ts';
import { type Counters, noCounters, type Slot, sumOf, type Totals } from './counters.ts';
import { hoursOf } from './hours.ts';

/** Days whose slots may still have changed since the last night. */
export const recountedDays = 2;

/** Slots are kept for forty days. */
const daysMax = 38;

type CloseDeps = {
  counters: Pick<CounterStore, 'slotsOf' | 'saveHours' | 'openDay' | 'before'>;
};

/**
 * Puts the hours of the last days together, and the sum of everything before each day that follows
 * one of them. Nothing is added up twice, however often it runs: each sum is the one before a day and
 * the slots of that day. Goes back to the last day that was opened, if nights were missed.
 */
export async function closeDays({ counters }: CloseDeps, today: Day): Promise<void> {
  const opened = await lastOpened(counters, today, today);
  let { day, before } = await lastOpened(counters, addDays(opened.day, -recountedDays), today);
  for (; day < today; day = addDays(day, 1)) {
    const slots = await counters.slotsOf(day);
    await counters.saveHours(hoursOfDay(day, slots));
    before = sumWith(before, slots);
    await counters.openDay(addDays(day, 1), before);
  }
}

async function lastOpened(
  counters: CloseDeps['counters'],
  newest: Day,
  today: Day,
): Promise<{ day: Day; before: Totals }> {
  const oldest = addDays(today, -daysMax);
  for (let day = newest; day > oldest; day = addDays(day, -1)) {
    const before = await counters.before(day);
    if (before) return { day, before };
  }
  return { day: oldest, before: noCounters };
}

/** With the last one in any case: up to it nobody looks for slots. */
function hoursOfDay(day: Day, slots: readonly Slot[]) {
  const hours = hoursOf(slots);
  const last = `${day}T23:00:00.000Z`;
  return hours.at(-1)?.at === last ? hours : [...hours, { at: last, ...noCounters }];
}

function sumWith(before: Totals, slots: readonly Slot[]): Totals {
  const sum: Counters = sumOf([before, ...slots]);
  const updatedAt = [before.updatedAt ?? '', ...slots.map(({ countedAt }) => countedAt)]
    .sort()
    .at(-1);
  return { ...sum, ...(updatedAt && { updatedAt }) };
}
