import { latestClosable } from '#domain/billing-periods/due-months';

test('a month may be closed once the grace after its last midnight is over, and not a millisecond earlier', () => {
  const of = (at: string, timeZone: string) =>
    latestClosable(new Date(at), { timeZone, graceMs: 86_400_000 });
  expect(of('2026-12-01T22:59:59.999Z', 'Europe/Paris')).toBe('2026-10');
  expect(of('2026-12-01T23:00:00.000Z', 'Europe/Paris')).toBe('2026-11');
  expect(of('2026-12-01T23:59:59.999Z', 'Africa/Abidjan')).toBe('2026-10');
  expect(of('2026-12-02T00:00:00.000Z', 'Africa/Abidjan')).toBe('2026-11');
  expect(of('2027-01-02T00:00:00.000Z', 'Africa/Abidjan')).toBe('2026-12');
});
