import * as z from 'zod/mini';

/** The zones that the runtime knows; an offset is not a zone, since its clocks never change. */
export const timeZone = z
  .string()
  .check(
    z.maxLength(64, { abort: true }),
    z.refine(isTimeZone, 'must be an IANA zone, like Europe/Paris'),
  );

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Z]/i.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
