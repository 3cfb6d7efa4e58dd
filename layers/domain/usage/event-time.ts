/** RFC 3339, which CloudEvents require. */
const form =
  /^(\d{4}-\d\d-\d\d)[Tt]((?:[01]\d|2[0-3]):[0-5]\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Parses an event's time to ISO 8601 UTC with milliseconds; undefined when it is invalid.
 *
 * A leap second (`23:59:60` UTC) becomes the last millisecond of its day; as the first of the next
 * day it would move usage into another month.
 */
export function parseEventTime(text: string): string | undefined {
  const [, day, minute, second, fraction = '', offset = ''] = form.exec(text) ?? [];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const isLeap = second === '60';
  const seconds = isLeap ? '59.999' : `${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const at = new Date(`${day}T${minute}:${seconds}${offset.toUpperCase()}`);
  if (Number.isNaN(at.getTime())) return undefined;
  const iso = at.toISOString();
  return isLeap && !iso.includes('T23:59:59') ? undefined : iso;
}

/** JavaScript would read 30 February as 2 March. */
function isCalendarDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
