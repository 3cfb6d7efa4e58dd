/** RFC 3339, which CloudEvents ask for. */
const form =
  /^(\d{4}-\d\d-\d\d)[Tt]((?:[01]\d|2[0-3]):[0-5]\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * The instant an event names, ISO 8601 UTC to the millisecond, or undefined for what is none.
 *
 * A leap second (`23:59:60` UTC) is taken as the last millisecond of its own day: as the first one
 * of the next it would move usage into another month.
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

/** JavaScript reads 30 February as 2 March. */
function isCalendarDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
