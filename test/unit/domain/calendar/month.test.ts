import fc from 'fast-check';
import { addDays, startOfDay } from '#domain/calendar/day';
import {
  addMonths,
  daysOf,
  firstDayOf,
  monthAt,
  monthOf,
  monthsUpTo,
  spanOf,
} from '#domain/calendar/month';
import { aMoment, aZone } from './zones.ts';

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
  ['2026-02', abidjan, '2026-02-01T00:00:00.000Z', 28 * 24],
  ['2028-02', abidjan, '2028-02-01T00:00:00.000Z', 29 * 24],
  ['2026-11', abidjan, '2026-11-01T00:00:00.000Z', 30 * 24],
  ['2026-11', paris, '2026-10-31T23:00:00.000Z', 30 * 24],
  ['2026-12', abidjan, '2026-12-01T00:00:00.000Z', 31 * 24],
  // Clocks go forward in March and back in October.
  ['2027-03', paris, '2027-02-28T23:00:00.000Z', 31 * 24 - 1],
  ['2026-10', paris, '2026-09-30T22:00:00.000Z', 31 * 24 + 1],
] as const)('%s in %s begins at %s and lasts %d hours', (month, zone, start, hours) => {
  const { from, to } = spanOf(month, zone);
  expect(new Date(from).toISOString()).toBe(start);
  expect((to - from) / hourMs).toBe(hours);
});

test('every moment is in the span of its month, and months follow each other without a gap', () => {
  fc.assert(
    fc.property(aMoment, aZone, (at, zone) => {
      const month = monthAt(at, zone);
      const { from, to } = spanOf(month, zone);
      expect(from).toBeLessThanOrEqual(at.getTime());
      expect(to).toBeGreaterThan(at.getTime());
      expect(monthAt(to, zone)).toBe(addMonths(month, 1));
      expect(spanOf(addMonths(month, 1), zone).from).toBe(to);
    }),
  );
});

test('a month consists of its days, in order and without a gap', () => {
  fc.assert(
    fc.property(aMoment, aZone, (at, zone) => {
      const month = monthAt(at, zone);
      const days = daysOf(month);
      const starts = [...days, addDays(days.at(-1)!, 1)].map((day) => startOfDay(day, zone));
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      const lengths = days.map((_, index) => starts[index + 1]! - starts[index]!);
      const { from, to } = spanOf(month, zone);
      expect(lengths.reduce((sum, ms) => sum + ms, 0)).toBe(to - from);
      expect(days[0]).toBe(firstDayOf(month));
      expect(new Set(days.map(monthOf))).toEqual(new Set([month]));
      expect(addDays(days.at(-1)!, 1)).toBe(firstDayOf(addMonths(month, 1)));
    }),
  );
});

test('February has 29 days in leap years', () => {
  expect(daysOf('2028-02').at(-1)).toBe('2028-02-29');
  expect(daysOf('2027-02').at(-1)).toBe('2027-02-28');
});

test('months can be added and subtracted over the turn of a year', () => {
  expect(monthsUpTo('2027-02', 4)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11']);
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  fc.assert(
    fc.property(aMoment, fc.integer({ min: -300, max: 300 }), (at, count) => {
      const month = monthAt(at, 'UTC');
      expect(addMonths(addMonths(month, count), -count)).toBe(month);
    }),
  );
});
