import type { Watched } from '#domain/monitoring/watched';
import { aSlot, hoursUntil, judgedBy } from '#test/watched';

const weekday = (at: Date) => at.getUTCDay();

/** Four weeks in which each hour has so many payments, until the silence. */
const steady = (completed: (at: Date) => number, until = '2026-11-28T08:00:00.000Z') =>
  hoursUntil(until, { hours: 4 * 7 * 24 + 24, completed });

const silence = (watched: Partial<Watched>) => judgedBy('no_payments', watched)[0]!;

const twentyAnHour = steady(() => 20);

test('a shop that always sells twenty an hour is silent for sure after an hour, not after half', () => {
  const hours = steady(() => 20, '2026-11-28T09:00:00.000Z');
  const after = (minutes: number) =>
    silence({ hours, slots: [aSlot(minutes + 5, { counts: { completed: 1 } })] });
  expect(after(30)).toMatchObject({ holds: false, clears: false });
  expect(after(55)).toMatchObject({ holds: false });
  expect(after(60)).toMatchObject({ holds: true, evidence: { minutes: 60, expected: 20 } });
});

test('a busy shop is not called silent sooner than after half an hour', () => {
  const hours = steady(() => 2_000, '2026-11-28T10:00:00.000Z');
  const after = (minutes: number) =>
    silence({ hours, slots: [aSlot(minutes + 5, { counts: { completed: 9 } })] });
  expect([after(25).holds, after(30).holds]).toEqual([false, true]);
  expect(after(25).clears).toBe(true);
});

test('buyers who begin and never finish make it worse: the shop’s own page works', () => {
  const slots = [10, 5].map((minutes) => aSlot(minutes, { counts: { initiated: 4 } }));
  expect(silence({ hours: twentyAnHour })).toMatchObject({ holds: true, severity: 'medium' });
  expect(silence({ hours: twentyAnHour, slots })).toMatchObject({ holds: true, severity: 'high' });
});

test('no history, no alert: neither in the first week nor for a shop that has just opened', () => {
  expect(silence({ hours: [] })).toMatchObject({ holds: false });
  const oneWeek = steady(() => 500).filter(({ at }) => at > '2026-11-20');
  expect(silence({ hours: oneWeek })).toMatchObject({ holds: false });
});

test('a shop with two payments a day is never silent for sure', () => {
  const hours = steady((at) => (at.getUTCHours() % 12 === 9 ? 1 : 0), '2026-11-27T09:00:00.000Z');
  expect(silence({ hours })).toMatchObject({ holds: false, clears: false });
});

test('night and Sunday are no silence where the shop never sells then', () => {
  const hours = steady((at) => (weekday(at) === 6 ? 0 : 100));
  expect(silence({ hours })).toMatchObject({ holds: false, evidence: { expected: 0 } });
  const night = new Date('2026-11-28T02:00:00.000Z');
  const untilNow = steady(() => 20, '2026-11-27T20:00:00.000Z');
  expect(silence({ hours: untilNow, now: night })).toMatchObject({ holds: false, clears: false });
});

test('one day of a sale raises no expectation', () => {
  const hours = steady((at) =>
    at.toISOString() < '2026-11-22' && at.toISOString() > '2026-11-20' ? 2_000 : 2,
  );
  expect(silence({ hours })).toMatchObject({ holds: false });
});

describe('when the clocks change in Paris', () => {
  // Sales begin at nine in the morning, by the clock on the wall: 7:00 UTC in summer, 8:00 in winter.
  const opensAtNine = (at: Date) => {
    const summerEnds = new Date('2026-10-25T01:00:00.000Z');
    const hour = (at.getUTCHours() + (at < summerEnds ? 2 : 1)) % 24;
    return hour >= 9 && hour < 18 ? 100 : 0;
  };
  const at = (now: string, until: string) =>
    silence({ now: new Date(now), hours: steady(opensAtNine, until) });

  test('the hour before opening is not expected to sell, though it was, by UTC', () => {
    const morning = at('2026-10-26T08:00:00.000Z', '2026-10-25T17:00:00.000Z');
    expect(morning).toMatchObject({ holds: false, evidence: { expected: 0 } });
  });

  test('an hour after opening silence is certain', () => {
    const morning = at('2026-10-26T09:00:00.000Z', '2026-10-25T17:00:00.000Z');
    expect(morning).toMatchObject({ holds: true, evidence: { expected: 100 } });
  });
});

test('what is switched off on purpose promises no payment', () => {
  const off = (provider: string) => ({
    ...{ provider, enabled: false, reason: 'maintenance' },
    ...{ changedBy: 'user-admin', changedAt: '2026-11-28T07:00:00.000Z' },
  });
  const switches = (...providers: string[]) =>
    ({ version: 1, switches: providers.map(off) }) as unknown as Watched['switches'];
  expect(silence({ hours: twentyAnHour })).toMatchObject({ holds: true });
  expect(silence({ hours: twentyAnHour, switches: switches('paypal') })).toMatchObject({
    holds: true,
  });
  expect(silence({ hours: twentyAnHour, switches: switches('stripe') })).toMatchObject({
    holds: false,
    evidence: { expected: 0 },
  });
});
