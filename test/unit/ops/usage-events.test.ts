import type { UsageStores } from '../../../ops/target.ts';
import type {
  AskedMonth,
  DayUsed,
  ExplainUsage,
  UsageEvent,
} from '../../../ops/usage-events/explain-usage.ts';
import { aTarget, operate } from './shop.ts';

const nobody: typeof fetch = async (input) => {
  throw new Error(`nobody was to be asked: ${input}`);
};

const stores: UsageStores = { table: 't', usageBucket: 'b', dynamodb: {}, s3: {} };

const anEvent = (changes: Partial<UsageEvent> = {}): UsageEvent => ({
  id: 'e1',
  source: '/servers/1',
  projectId: 'prj_1',
  meter: 'traffic',
  bytes: 1_000,
  time: '2026-11-03T10:00:00.000Z',
  day: '2026-11-03',
  receivedAt: '2026-11-03T10:00:01.000Z',
  ...changes,
});

const events = [
  anEvent(),
  anEvent({ id: 'e2', bytes: 300, time: '2026-11-03T09:00:00.000Z' }),
  anEvent({ id: 'e3', day: '2026-11-04' }),
  anEvent({ id: 'e4', projectId: 'prj_2' }),
  anEvent({ id: 'e5', meter: 'storage', bytes: 7 }),
];

const days: DayUsed[] = [
  { meter: 'traffic', projectId: 'prj_2', day: '2026-11-03', amount: 1_000n },
  { meter: 'traffic', projectId: 'prj_1', day: '2026-11-04', amount: 1_000n },
  { meter: 'traffic', projectId: 'prj_1', day: '2026-11-03', amount: 1_300n },
  { meter: 'storage', projectId: 'prj_1', day: '2026-11-03', amount: 20n },
  { meter: 'storage', projectId: 'prj_1', day: '2026-11-04', amount: 22n },
];

async function list(words: string[], { isTerminal = false, isEmpty = false } = {}) {
  const asked: { stores: UsageStores; month: AskedMonth }[] = [];
  const explainUsage: ExplainUsage = async function* (of, month) {
    asked.push({ stores: of, month });
    if (!isEmpty) yield* events;
    return {
      days: isEmpty ? [] : days,
      inUnits: (meter, amount): Record<string, number | string> =>
        meter === 'traffic' ? { bytes: Number(amount) } : { gbHours: 1, exactly: String(amount) },
    };
  };
  const target = aTarget({ usageStores: async () => stores });
  const november = ['usage-events', '--customer', 'cus_1', '--month', '2026-11'];
  const ran = await operate([...november, ...words], {
    fetch: nobody,
    target,
    explainUsage,
    isTerminal,
  });
  const json = () => ran.lines.map((line) => JSON.parse(line));
  return { ...ran, asked, json };
}

test('each event is a line of JSON, then the sums of each day follow, then those of all', async () => {
  const { json, exitCode } = await list([]);
  const place = { meter: 'traffic', projectId: 'prj_1' };
  expect(json()).toEqual([
    ...events,
    {
      sum: {
        ...{ meter: 'storage', projectId: 'prj_1', day: '2026-11-03' },
        ...{ events: 1, gbHours: 1, exactly: '20' },
      },
    },
    {
      sum: {
        ...{ meter: 'storage', projectId: 'prj_1', day: '2026-11-04' },
        ...{ events: 0, gbHours: 1, exactly: '22' },
      },
    },
    { sum: { ...place, day: '2026-11-03', events: 2, bytes: 1_300 } },
    { sum: { ...place, day: '2026-11-04', events: 1, bytes: 1_000 } },
    { sum: { ...place, projectId: 'prj_2', day: '2026-11-03', events: 1, bytes: 1_000 } },
    { sum: { meter: 'storage', events: 1, gbHours: 1, exactly: '42' } },
    { sum: { meter: 'traffic', events: 4, bytes: 3_300 } },
  ]);
  expect(exitCode).toBe(0);
});

test.each([
  [['--project', 'prj_2'], ['e4'], [{ bytes: 1_000 }, { bytes: 1_000 }]],
  [['--day', '2026-11-04', '--meter', 'traffic'], ['e3'], [{ bytes: 1_000 }, { bytes: 1_000 }]],
  [
    ['--day', '2026-11-03', '--project', 'prj_1', '--meter', 'traffic'],
    ['e1', 'e2'],
    [{ bytes: 1_300 }, { bytes: 1_300, events: 2 }],
  ],
  [['--meter', 'storage', '--day', '2026-11-04'], [], [{ exactly: '22' }, { exactly: '22' }]],
  [['--project', 'prj_9'], [], []],
])('%j shows only its own events and sums', async (words, ids, sums) => {
  const rows = (await list(words)).json();
  expect(rows.flatMap(({ id }) => id ?? [])).toEqual(ids);
  expect(rows.flatMap(({ sum }) => sum ?? [])).toMatchObject(sums);
});

test('later events can be left out; by default everything until now is shown', async () => {
  const until = ['--until', '2026-12-02T02:00:00Z'];
  expect((await list(until)).asked).toMatchObject([
    {
      stores,
      month: {
        customerId: 'cus_1',
        month: '2026-11',
        receivedBefore: '2026-12-02T02:00:00.000Z',
      },
    },
  ]);
  expect((await list([])).asked[0]!.month.receivedBefore).toBe('2026-11-21T08:00:00.000Z');
});

test('on a terminal the output is a table', async () => {
  const words = ['--project', 'prj_1', '--day', '2026-11-03'];
  const { lines } = await list(words, { isTerminal: true });
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    '2026-11-03T10:00:00.000Z | traffic | prj_1 | 1000 bytes | /servers/1 e1',
    '2026-11-03T09:00:00.000Z | traffic | prj_1 | 300 bytes | /servers/1 e2',
    '2026-11-03T10:00:00.000Z | storage | prj_1 | 7 bytes | /servers/1 e5',
    '2026-11-03 | storage | prj_1 | 1 gbHours | 20 exactly | of 1 event',
    '2026-11-03 | traffic | prj_1 | 1300 bytes | of 2 events',
    'all | storage | 1 gbHours | 20 exactly | of 1 event',
    'all | traffic | 1300 bytes | of 2 events',
  ]);
});

test('a person gets a message if there is nothing; a program gets an empty file', async () => {
  const shown = await list([], { isTerminal: true, isEmpty: true });
  expect(shown.text).toBe('Nothing of this was used in 2026-11.');
  expect((await list([], { isEmpty: true })).text).toBe('');
});

test.each([
  ['no customer', ['--month', '2026-11']],
  ['no month', ['--customer', 'cus_1']],
  ['a customer that is none', ['--customer', 'prj_1', '--month', '2026-11']],
  ['a 13th month', ['--customer', 'cus_1', '--month', '2026-13']],
  ['another meter', ['--customer', 'cus_1', '--month', '2026-11', '--meter', 'cpu']],
  ['a day of another month', ['--customer', 'cus_1', '--month', '2026-11', '--day', '2026-12-01']],
  ['an end that is not a time', ['--customer', 'cus_1', '--month', '2026-11', '--until', 'later']],
])('%s is an error, and nothing is read', async (_, words) => {
  const { exitCode } = await operate(['usage-events', ...words], { fetch: nobody });
  expect(exitCode).toBe(2);
});
