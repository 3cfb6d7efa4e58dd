import { daysOf, latestClosable, spanOf, startOfDay } from '#domain/billing-periods/month';
import { LocalDays } from '#domain/usage/local-days';

const days = new LocalDays();
const written = (ms: number) => new Date(ms).toISOString();
const span = (month: string, timeZone: string) => {
  const { from, to } = spanOf(month, timeZone, days);
  return { from: written(from), to: written(to), hours: (to - from) / 3_600_000 };
};

test('a month in Abidjan is a month of UTC, 29 February with it', () => {
  expect(span('2028-02', 'Africa/Abidjan')).toEqual({
    from: '2028-02-01T00:00:00.000Z',
    to: '2028-03-01T00:00:00.000Z',
    hours: 29 * 24,
  });
  expect(daysOf('2028-02').at(-1)).toBe('2028-02-29');
  expect(daysOf('2027-02').at(-1)).toBe('2027-02-28');
});

test('a month in Paris begins at its own midnight, and lasts an hour less in March, more in October', () => {
  expect(span('2026-11', 'Europe/Paris')).toEqual({
    from: '2026-10-31T23:00:00.000Z',
    to: '2026-11-30T23:00:00.000Z',
    hours: 720,
  });
  expect(span('2027-03', 'Europe/Paris').hours).toBe(743);
  expect(span('2026-10', 'Europe/Paris')).toMatchObject({
    from: '2026-09-30T22:00:00.000Z',
    hours: 745,
  });
});

test.each([
  'Europe/Paris',
  'Africa/Abidjan',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Apia',
])('each day in %s begins where the one before it ends', (timeZone) => {
  for (const day of daysOf('2026-10')) {
    const start = startOfDay(day, timeZone, days);
    expect(days.of(written(start), timeZone)).toBe(day);
    expect(days.of(written(start - 1), timeZone) < day).toBe(true);
  }
});

test('a month may be closed once the grace after its last midnight is over, and no ms sooner', () => {
  const of = (at: string, timeZone: string) =>
    latestClosable(new Date(at), { timeZone, graceMs: 86_400_000, days });
  expect(of('2026-12-01T22:59:59.999Z', 'Europe/Paris')).toBe('2026-10');
  expect(of('2026-12-01T23:00:00.000Z', 'Europe/Paris')).toBe('2026-11');
  expect(of('2026-12-01T23:59:59.999Z', 'Africa/Abidjan')).toBe('2026-10');
  expect(of('2026-12-02T00:00:00.000Z', 'Africa/Abidjan')).toBe('2026-11');
  expect(of('2027-01-02T00:00:00.000Z', 'Africa/Abidjan')).toBe('2026-12');
});
