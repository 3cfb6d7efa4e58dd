import type { Hour, Slot } from './counters.ts';
import { slotMs } from './counters.ts';
import { isOpenAt } from './rhythm.ts';
import type { Watched } from './watched.ts';
import { hasPayment } from './windows.ts';

const minuteMs = 60_000;

/** Silence is followed back for a day: a shop that sells less is never silent for sure. */
export const silenceHoursMax = 24;

type Seen = Pick<Watched, 'now' | 'slots'>;

/** The end of the last slot with a completed payment; undefined when there is none in these. */
function lastPaymentIn(slots: readonly Slot[]): number | undefined {
  const last = slots.findLast(hasPayment);
  return last && Date.parse(last.at) + slotMs;
}

/**
 * Since when no payment has completed, in ms since 1970: the end of the last slot, or else of the
 * last hour, that has one.
 */
export function silentSince({ now, slots }: Seen, hours: readonly Hour[]): number {
  const known = lastPaymentIn(slots);
  if (known !== undefined) return known;
  const earliest = now.getTime() - silenceHoursMax * 60 * minuteMs;
  const last = hours.findLast((hour) => hour.at < now.toISOString() && hasPayment(hour));
  // The slots of six hours would have shown it if it lay within them.
  const hourEnd = last ? Date.parse(last.at) + 60 * minuteMs : earliest;
  return Math.max(earliest, Math.min(hourEnd, now.getTime()));
}

/** Whether the rhythm of four weeks must be read: the shop is open, and nobody has paid lately. */
export const isSilenceInQuestion = (
  watched: Seen & Pick<Watched, 'businessHours' | 'timeZone'>,
  minutes: number,
): boolean =>
  isOpenAt(watched.now, watched.businessHours, watched.timeZone) &&
  watched.now.getTime() - silentSince(watched, []) >= minutes * minuteMs;
