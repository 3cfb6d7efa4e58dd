/** The finest step of any zone's offset from UTC, so every day starts at one. */
export const quarterHourMs = 15 * 60_000;

/** No zone's offset is larger. */
export const offsetMaxMs = 15 * 3_600_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Offsets by zone and quarter of an hour: a batch's events mostly share one. */
const offsets = new Map<string, number>();

/** About a megabyte, in functions that live for hours. */
const offsetsMax = 10_000;

/**
 * Returns how far a zone's clocks are ahead of UTC at an instant, in ms.
 *
 * @param at in ms since 1970.
 * @param timeZone an IANA name.
 */
export function offsetMs(at: number, timeZone: string): number {
  const quarter = Math.floor(at / quarterHourMs) * quarterHourMs;
  const question = `${timeZone} ${quarter}`;
  const known = offsets.get(question);
  if (known !== undefined) return known;
  const offset = clockAt(quarter, timeZone) - quarter;
  if (offsets.size >= offsetsMax) offsets.clear();
  offsets.set(question, offset);
  return offset;
}

/** The zone's clock time, in ms since 1970 as if it were UTC. */
function clockAt(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const day = Date.UTC(read('year'), read('month') - 1, read('day'));
  return day + ((read('hour') * 60 + read('minute')) * 60 + read('second')) * 1000;
}

/** Created once for each zone: a formatter costs milliseconds. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  clocks.set(timeZone, clock);
  return clock;
}
