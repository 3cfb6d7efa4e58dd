import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { noteAlarm } from '#domain/monitoring/note-alarm';
import { alarmNewsIn } from '#messaging/alarm-news';
import { DynamoAlertStore } from '#stores/alert-store';
import { SettableClock } from '#test/clock';
import { MemoryTable } from '#test/memory-table';

const [{ Sns }] = JSON.parse(readFileSync('events/monitoring.note-alarm.json', 'utf8')).Records;

const news = (changes: object = {}) =>
  alarmNewsIn(JSON.stringify({ ...JSON.parse(Sns.Message), ...changes }));

function shop() {
  const clock = new SettableClock('2026-11-21T04:05:10.000Z');
  const alerts = new DynamoAlertStore(new MemoryTable().table);
  const deps = { alerts, randomBytes, pause: async () => {}, now: clock.now };
  const hear = (changes: object = {}) => noteAlarm(deps, news(changes)!, 'request-1');
  return { clock, hear };
}

const over = { NewStateValue: 'OK', StateChangeTime: '2026-11-21T04:15:00.000+0000' };

test('an alarm is read with its impact, its section and its time', () => {
  expect(news()).toEqual({
    name: 'peage-dev-watch-ServerErrors8A1B2C3D',
    impact: 'Callers get server errors (5xx).',
    runbook: 'server-errors',
    rings: true,
    changedAt: '2026-11-21T04:05:00.000Z',
  });
});

test.each([{ NewStateValue: 'INSUFFICIENT_DATA' }, { AlarmName: 7 }, { StateChangeTime: 'today' }])(
  'what is no news of an alarm is left alone: %j',
  (changes) => expect(news(changes)).toBeUndefined(),
);

test('what is not JSON is left alone', () => {
  expect(alarmNewsIn('You have chosen to subscribe')).toBeUndefined();
  expect(alarmNewsIn('null')).toBeUndefined();
});

test('an alarm opens an alert at once, once, and resolves it at once', async () => {
  const { clock, hear } = shop();
  expect(await hear()).toBe('alert.opened');
  expect(await hear()).toBeUndefined();
  clock.set('2026-11-21T04:15:10.000Z');
  expect(await hear(over)).toBe('alert.resolved');
});

test('an end that arrives after a new beginning ends nothing', async () => {
  const { clock, hear } = shop();
  await hear({ StateChangeTime: '2026-11-21T04:20:00.000+0000' });
  clock.set('2026-11-21T04:21:00.000Z');
  expect(await hear(over)).toBeUndefined();
});

test('an alarm that is redriven hours later, and may be over since, opens nothing that nobody would close', async () => {
  const { clock, hear } = shop();
  clock.set('2026-11-21T09:00:00.000Z');
  expect(await hear()).toBeUndefined();
});
