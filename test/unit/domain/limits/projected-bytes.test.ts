import fc from 'fast-check';
import { type Month, monthAt } from '#domain/calendar/month';
import { projectedBytes } from '#domain/limits/projected-bytes';
import { aMoment, aZone } from '../calendar/zones.ts';

const paris = 'Europe/Paris';
const abidjan = 'Africa/Abidjan';

describe('the projection', () => {
  const project = (bytes: number, now: string, month: Month = '2026-11', timeZone = abidjan) =>
    projectedBytes(bytes, { month, timeZone, now: new Date(now) });

  test('continues at the rate of the month so far', () => {
    expect(project(1e9, '2026-11-16T00:00:00Z')).toBe(2e9);
    expect(project(1e9, '2026-11-11T00:00:00Z')).toBe(3e9);
    expect(project(1e9, '2028-02-15T12:00:00Z', '2028-02')).toBe(2e9);
    expect(project(1e9, '2026-02-15T00:00:00Z', '2026-02')).toBe(2e9);
  });

  test('uses the customer’s time zone', () => {
    // Half of November in Paris is an hour before half of it in Abidjan.
    expect(project(1e9, '2026-11-15T23:00:00Z', '2026-11', paris)).toBe(2e9);
  });

  test('of a past month is what was used', () => {
    expect(project(7, '2026-12-01T00:00:00Z')).toBe(7);
    expect(project(7, '2027-05-01T00:00:00Z')).toBe(7);
  });

  test('of a future month is what is there already', () => {
    expect(project(7, '2026-10-31T23:59:59Z')).toBe(7);
    expect(project(7, '2026-11-01T00:00:00Z')).toBe(7);
  });

  test('is never less than what is used, nor more than can be represented exactly', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        aMoment,
        aZone,
        (bytes, now, timeZone) => {
          const month = monthAt(now, timeZone);
          const projected = projectedBytes(bytes, { month, timeZone, now });
          expect(projected).toBeGreaterThanOrEqual(bytes);
          expect(Number.isSafeInteger(projected)).toBe(true);
        },
      ),
    );
  });
});
