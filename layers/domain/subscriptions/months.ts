/**
 * The same day and time of day so many months later, by the calendar of the zone; where that month
 * has no such day, its last one. Counted from the start each time, so that 31 January is followed by
 * 28 February and then by 31 March.
 *
 * @param timeZone an IANA name.
 */
export function monthsAfter(start: Date, months: number, timeZone: string): Date {
  const local = new Date(start.getTime() + offsetMs(start, timeZone));
  const later = new Date(local);
  later.setUTCDate(1);
  later.setUTCMonth(local.getUTCMonth() + months);
  later.setUTCDate(Math.min(local.getUTCDate(), daysIn(later)));
  // Across a change of clocks the offset there differs from the one here.
  const near = new Date(later.getTime() - offsetMs(start, timeZone));
  return new Date(later.getTime() - offsetMs(near, timeZone));
}

const daysIn = (month: Date): number =>
  new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();

/** How far the zone's clocks are ahead of UTC at this instant. */
function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const [year, month, day] = [read('year'), read('month') - 1, read('day')];
  const local = Date.UTC(year, month, day, read('hour'), read('minute'), read('second'));
  return local - Math.floor(at.getTime() / 1000) * 1000;
}
