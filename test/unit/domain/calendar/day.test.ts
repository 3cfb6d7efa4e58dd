import fc from 'fast-check';
import { addDays, dayAt, dayMs, startOfDay, utcDay } from '#domain/calendar/day';
import { aMoment, aZone } from './zones.ts';

const written = (ms: number) => new Date(ms).toISOString();
const hourMs = 3_600_000;

test.each([
  ['2026-11-30T22:59:59.999Z', 'Europe/Paris', '2026-11-30'],
  ['2026-11-30T23:00:00.000Z', 'Europe/Paris', '2026-12-01'],
  ['2026-11-30T23:59:59.999Z', 'Africa/Abidjan', '2026-11-30'],
  ['2026-12-01T00:00:00.000Z', 'Africa/Abidjan', '2026-12-01'],
  ['2026-07-31T22:00:00.000Z', 'Europe/Paris', '2026-08-01'],
  ['2026-07-31T22:00:00.000Z', 'Africa/Abidjan', '2026-07-31'],
  ['2028-02-29T22:59:59.999Z', 'Europe/Paris', '2028-02-29'],
  ['2028-02-29T23:00:00.000Z', 'Europe/Paris', '2028-03-01'],
  ['2026-03-28T23:00:00.000Z', 'Europe/Paris', '2026-03-29'],
  ['2026-03-29T21:59:59.999Z', 'Europe/Paris', '2026-03-29'],
  ['2016-12-31T23:59:59.999Z', 'Africa/Abidjan', '2016-12-31'],
  ['2026-12-31T18:14:59.999Z', 'Asia/Kathmandu', '2026-12-31'],
  ['2026-12-31T18:15:00.000Z', 'Asia/Kathmandu', '2027-01-01'],
])('%s in %s is billed on %s', (time, timeZone, day) => {
  expect(dayAt(new Date(time), timeZone)).toBe(day);
  expect(dayAt(Date.parse(time), timeZone)).toBe(day);
});

test.each([
  // Between two and three o'clock the clocks go forward.
  ['2027-03-28T00:59:59.999Z', 'Europe/Paris', '2027-03-28'],
  ['2027-03-28T01:00:00.000Z', 'Europe/Paris', '2027-03-28'],
  // Three o'clock comes twice.
  ['2026-10-25T00:30:00.000Z', 'Europe/Paris', '2026-10-25'],
  ['2026-10-25T01:30:00.000Z', 'Europe/Paris', '2026-10-25'],
  // At midnight they go back an hour, into the day before.
  ['2026-10-29T20:59:59.999Z', 'Africa/Cairo', '2026-10-29'],
  ['2026-10-29T21:00:00.000Z', 'Africa/Cairo', '2026-10-29'],
  ['2026-10-29T22:00:00.000Z', 'Africa/Cairo', '2026-10-30'],
])('around a change of clocks, %s in %s is on %s', (time, timeZone, day) => {
  expect(dayAt(new Date(time), timeZone)).toBe(day);
});

test.each([
  ['2026-11-27', 'Europe/Paris', '2026-11-26T23:00:00.000Z'],
  ['2026-07-27', 'Europe/Paris', '2026-07-26T22:00:00.000Z'],
  ['2026-11-27', 'Africa/Abidjan', '2026-11-27T00:00:00.000Z'],
  ['2026-11-27', 'Pacific/Noumea', '2026-11-26T13:00:00.000Z'],
  ['2026-11-27', 'Pacific/Tahiti', '2026-11-27T10:00:00.000Z'],
  // Midnight is left out: the day begins at one o'clock.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  // Midnight comes twice: the day begins at the first.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  // Samoa went over the date line: this day was left out, and is empty.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
] as const)('%s in %s begins at %s', (day, timeZone, start) => {
  expect(written(startOfDay(day, timeZone))).toBe(start);
});

test('a day begins with its first moment, and ends when the next one begins', () => {
  fc.assert(
    fc.property(aMoment, aZone, (at, timeZone) => {
      const day = dayAt(at, timeZone);
      const [from, to] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
      expect(from).toBeLessThanOrEqual(at.getTime());
      expect(to).toBeGreaterThan(at.getTime());
      expect(dayAt(from, timeZone)).toBe(day);
      expect(dayAt(from - 1, timeZone)).toBe(addDays(day, -1));
      expect((to - from) / hourMs).toBeGreaterThanOrEqual(23);
      expect((to - from) / hourMs).toBeLessThanOrEqual(25);
    }),
  );
});

test('a later moment is never in an earlier day', () => {
  fc.assert(
    fc.property(aMoment, fc.nat(3 * dayMs), aZone, (at, laterMs, timeZone) => {
      const later = dayAt(at.getTime() + laterMs, timeZone);
      expect(later >= dayAt(at, timeZone)).toBe(true);
    }),
  );
});

test('days are counted one by one, despite changes of the clocks', () => {
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  fc.assert(
    fc.property(aMoment, fc.integer({ min: -800, max: 800 }), (at, count) => {
      const day = utcDay(at);
      expect(addDays(addDays(day, count), -count)).toBe(day);
      expect(addDays(day, count + 1)).toBe(addDays(addDays(day, count), 1));
    }),
  );
});
