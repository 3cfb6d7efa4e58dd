import fc from 'fast-check';
import { monthAt, monthsUpTo, projectedBytes, spanOf } from '#domain/limits/month';

const paris = 'Europe/Paris';
const abidjan = 'Africa/Abidjan';
const hourMs = 3_600_000;

test.each([
  ['2026-11-30T22:59:59.999Z', paris, '2026-11'],
  ['2026-11-30T23:00:00.000Z', paris, '2026-12'],
  ['2026-07-31T21:59:59.999Z', paris, '2026-07'],
  ['2026-07-31T22:00:00.000Z', paris, '2026-08'],
  ['2026-11-30T23:59:59.999Z', abidjan, '2026-11'],
  ['2026-12-01T00:00:00.000Z', abidjan, '2026-12'],
  ['2028-02-29T23:30:00.000Z', abidjan, '2028-02'],
  ['2028-02-29T23:30:00.000Z', paris, '2028-03'],
])('%s is, in %s, in %s', (at, zone, month) => {
  expect(monthAt(new Date(at), zone)).toBe(month);
});

test.each([
  ['2026-02', abidjan, 28 * 24],
  ['2028-02', abidjan, 29 * 24],
  ['2026-11', abidjan, 30 * 24],
  ['2026-12', abidjan, 31 * 24],
  // Clocks go forward in March and back in October.
  ['2026-03', paris, 31 * 24 - 1],
  ['2026-10', paris, 31 * 24 + 1],
  ['2028-02', paris, 29 * 24],
])('%s in %s lasts %d hours', (month, zone, hours) => {
  const { startsAt, endsAt } = spanOf(month, zone);
  expect((endsAt.getTime() - startsAt.getTime()) / hourMs).toBe(hours);
});

const aZone = fc.constantFrom(paris, abidjan, 'UTC', 'Asia/Kathmandu', 'Pacific/Auckland');
const aMoment = fc.date({
  min: new Date('2026-01-01'),
  max: new Date('2032-01-01'),
  noInvalidDate: true,
});

test('every moment lies in the span of its month, and months meet without a gap', () => {
  fc.assert(
    fc.property(aMoment, aZone, (at, zone) => {
      const month = monthAt(at, zone);
      const { startsAt, endsAt } = spanOf(month, zone);
      expect(startsAt.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(endsAt.getTime()).toBeGreaterThan(at.getTime());
      expect(spanOf(monthAt(endsAt, zone), zone).startsAt).toEqual(endsAt);
    }),
  );
});

describe('the projection', () => {
  const project = (bytes: number, now: string, month = '2026-11', timeZone = abidjan) =>
    projectedBytes(bytes, { month, timeZone, now: new Date(now) });

  test('goes on as the month has begun', () => {
    expect(project(1e9, '2026-11-16T00:00:00Z')).toBe(2e9);
    expect(project(1e9, '2026-11-11T00:00:00Z')).toBe(3e9);
    expect(project(1e9, '2028-02-15T12:00:00Z', '2028-02')).toBe(2e9);
    expect(project(1e9, '2026-02-15T00:00:00Z', '2026-02')).toBe(2e9);
  });

  test('goes by the clocks of the customer', () => {
    // Half of November in Paris is an hour before half of it in Abidjan.
    expect(project(1e9, '2026-11-15T23:00:00Z', '2026-11', paris)).toBe(2e9);
  });

  test('of a month that is over is what was used', () => {
    expect(project(7, '2026-12-01T00:00:00Z')).toBe(7);
    expect(project(7, '2027-05-01T00:00:00Z')).toBe(7);
  });

  test('of a month that has not begun is what there is', () => {
    expect(project(7, '2026-10-31T23:59:59Z')).toBe(7);
    expect(project(7, '2026-11-01T00:00:00Z')).toBe(7);
  });

  test('is never less than what is used, nor more than can be told exactly', () => {
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

test('months go back over the turn of a year', () => {
  expect(monthsUpTo('2027-02', 4)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11']);
});
