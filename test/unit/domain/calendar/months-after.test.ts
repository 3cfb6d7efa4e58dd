import fc from 'fast-check';
import { monthsAfter } from '#domain/calendar/month';

const after = (start: string, months: number, zone = 'Africa/Abidjan') =>
  monthsAfter(new Date(start), months, zone).toISOString();

test.each([
  ['the middle of a month', '2026-11-21T10:00:00.000Z', 1, '2026-12-21T10:00:00.000Z'],
  ['31 January', '2027-01-31T10:00:00.000Z', 1, '2027-02-28T10:00:00.000Z'],
  ['31 January of a leap year', '2028-01-31T10:00:00.000Z', 1, '2028-02-29T10:00:00.000Z'],
  ['31 January, two months on', '2027-01-31T10:00:00.000Z', 2, '2027-03-31T10:00:00.000Z'],
  ['31 August', '2026-08-31T10:00:00.000Z', 1, '2026-09-30T10:00:00.000Z'],
  ['29 February, a year on', '2028-02-29T10:00:00.000Z', 12, '2029-02-28T10:00:00.000Z'],
  ['29 February, four years on', '2028-02-29T10:00:00.000Z', 48, '2032-02-29T10:00:00.000Z'],
  ['December', '2026-12-31T23:59:59.999Z', 1, '2027-01-31T23:59:59.999Z'],
])('the month after %s ends on the right day', (_, start, months, end) => {
  expect(after(start, months)).toBe(end);
});

test.each([
  [
    '1 March in Paris, still February in UTC',
    '2027-02-28T23:30:00.000Z',
    '2027-03-31T22:30:00.000Z',
  ],
  ['31 January in Paris, still 30 in UTC', '2027-01-30T23:30:00.000Z', '2027-02-27T23:30:00.000Z'],
  ['the spring change of clocks', '2027-03-15T11:00:00.000Z', '2027-04-15T10:00:00.000Z'],
  ['the autumn change of clocks', '2026-10-10T10:00:00.000Z', '2026-11-10T11:00:00.000Z'],
])('days are those of the customer’s time zone: %s', (_, start, end) => {
  expect(after(start, 1, 'Europe/Paris')).toBe(end);
});

test('more months end later, and a month has 28 to 31 days', () => {
  const zones = fc.constantFrom('Africa/Abidjan', 'Europe/Paris', 'America/Cayenne', 'Asia/Tokyo');
  const starts = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(starts, fc.nat(60), zones, (start, months, zone) => {
      const end = monthsAfter(start, months, zone);
      const days = (monthsAfter(start, months + 1, zone).getTime() - end.getTime()) / 86_400_000;
      expect(days).toBeGreaterThan(27.9);
      expect(days).toBeLessThan(31.1);
      if (months === 0) expect(end).toEqual(start);
    }),
  );
});
