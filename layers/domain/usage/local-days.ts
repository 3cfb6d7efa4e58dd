import { calendarDay } from '../calendar.ts';

/** Every zone's day begins at a multiple of this in UTC. */
const quarterHourMs = 15 * 60_000;

/**
 * The calendar day of instants in their customer's zone. Asks the calendar once for each zone and
 * quarter of an hour: a batch's thousand events mostly lie in one.
 */
export class LocalDays {
  readonly #days = new Map<string, string>();

  /** @param time ISO 8601 UTC. */
  of(time: string, timeZone: string): string {
    const at = new Date(time);
    const question = `${timeZone} ${Math.floor(at.getTime() / quarterHourMs)}`;
    const day = this.#days.get(question) ?? calendarDay(at, timeZone);
    this.#days.set(question, day);
    return day;
  }
}
