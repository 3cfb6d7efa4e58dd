import { scheduleExpression } from '../../../local/cloud/sources/schedule-expression.ts';

const since = new Date('2026-11-21T03:16:40Z');
const isDue = (expression: string, at: string, timeZone = 'UTC') =>
  scheduleExpression(expression, timeZone, since)(new Date(at));

test.each<[boolean, string, string]>([
  [false, 'rate(5 minutes)', '2026-11-21T03:16:00Z'],
  [true, 'rate(5 minutes)', '2026-11-21T03:21:00Z'],
  [false, 'rate(5 minutes)', '2026-11-21T03:22:00Z'],
  [true, 'rate(1 hour)', '2026-11-21T05:16:00Z'],
  [true, 'rate(1 day)', '2026-11-22T03:16:00Z'],
  [true, 'cron(0/15 * * * ? *)', '2026-11-21T03:45:00Z'],
  [false, 'cron(0/15 * * * ? *)', '2026-11-21T03:46:00Z'],
  [true, 'cron(0 8 ? * MON-FRI *)', '2026-11-20T08:00:00Z'],
  [false, 'cron(0 8 ? * MON-FRI *)', '2026-11-21T08:00:00Z'],
  [true, 'cron(0 0 L * ? *)', '2026-02-28T00:00:00Z'],
  [true, 'cron(0 0 15W * ? *)', '2026-11-16T00:00:00Z'],
  [true, 'cron(0 0 ? * 2#3 *)', '2026-11-16T00:00:00Z'],
  [true, 'cron(0 0 ? * 6L *)', '2026-11-27T00:00:00Z'],
  [true, 'cron(30 2 1,15 JAN,NOV ? 2026)', '2026-11-15T02:30:00Z'],
  [false, 'cron(30 2 1,15 JAN,NOV ? 2027)', '2026-11-15T02:30:00Z'],
  [true, 'at(2026-11-22T10:00:00)', '2026-11-22T10:00:00Z'],
])('%s: %s at %s', (expected, expression, at) => {
  expect(isDue(expression, at)).toBe(expected);
});

test('the hour is in the given time zone, in summer and in winter', () => {
  const morning = 'cron(0 8 * * ? *)';
  expect(isDue(morning, '2026-11-21T07:00:00Z', 'Europe/Paris')).toBe(true);
  expect(isDue(morning, '2026-07-21T06:00:00Z', 'Europe/Paris')).toBe(true);
  expect(isDue(morning, '2026-07-21T07:00:00Z', 'Europe/Paris')).toBe(false);
});

test.each(['every day', 'rate(5 moons)', 'cron(* * *)'])('%s is refused', (expression) => {
  expect(() => isDue(expression, '2026-11-21T03:16:00Z')).toThrow();
});
