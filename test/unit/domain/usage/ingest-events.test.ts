import { countEvents } from '#domain/usage/count-events';
import { ingestEvents } from '#domain/usage/ingest-events';
import type { MeteredProject } from '#domain/usage/project-directory';
import type { RawEvent } from '#domain/usage/raw-event';
import type { ReportedEvent, UsageEvent } from '#domain/usage/usage-event';
import { SettableClock } from '#test/clock';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { aMeteredCustomerId, aProjectId, aUsageEvent } from '#test/usage-events';

function setup(changes: Partial<MeteredProject> = {}) {
  const project = { customerId: aMeteredCustomerId, timeZone: 'Europe/Paris', ...changes };
  const lookups: string[] = [];
  const queued: RawEvent[] = [];
  const clock = new SettableClock('2026-11-21T10:00:00.000Z');
  const usage = new MemoryUsageStore();
  const deps = {
    projects: {
      find: async (id: string) => {
        lookups.push(id);
        return id === aProjectId ? project : undefined;
      },
    },
    usage,
    enqueue: async (events: readonly RawEvent[]) => void queued.push(...events),
    now: clock.now,
  };
  const ingest = (reported: ReportedEvent[], customerId?: string) =>
    ingestEvents(deps, { reported, customerId });
  const count = () => countEvents({ usage, pause: async () => {} }, queued.splice(0));
  return { ingest, count, queued, clock, lookups, deps };
}

const statuses = (verdicts: { status: string }[]) => verdicts.map(({ status }) => status);

test('an accepted event is queued with its customer, its day in the customer’s time zone, and its time of receipt', async () => {
  const { ingest, queued } = setup();
  const event = aUsageEvent({ time: '2026-11-20T23:30:00.000Z' });
  expect(await ingest([event])).toEqual([{ id: 'request-1', status: 'accepted' }]);
  expect(queued).toEqual([
    {
      ...event,
      customerId: aMeteredCustomerId,
      day: '2026-11-21',
      receivedAt: '2026-11-21T10:00:00.000Z',
    },
  ]);
});

test('an event without a time gets the time of its receipt', async () => {
  const { ingest, queued } = setup();
  await ingest([aUsageEvent({ time: undefined })]);
  expect(queued).toMatchObject([{ time: '2026-11-21T10:00:00.000Z', untimed: true }]);
});

test('nothing is accepted that could not be queued', async () => {
  const { ingest, deps } = setup();
  deps.enqueue = () => Promise.reject(new Error('outage'));
  await expect(ingest([aUsageEvent()])).rejects.toThrow('outage');
});

test('of a partly bad batch the good events are accepted, each with a verdict in its place', async () => {
  const { ingest, queued } = setup();
  const verdicts = await ingest([
    { id: null, code: 'id_invalid' },
    aUsageEvent({ id: 'good' }),
    aUsageEvent({ id: 'lost', projectId: 'prj_unknown' }),
    aUsageEvent({ id: 'better' }),
  ]);
  expect(verdicts).toEqual([
    { id: null, status: 'rejected', code: 'id_invalid' },
    { id: 'good', status: 'accepted' },
    { id: 'lost', status: 'rejected', code: 'project_not_found' },
    { id: 'better', status: 'accepted' },
  ]);
  expect(queued.map(({ id }) => id)).toEqual(['good', 'better']);
});

test('within one request the first event of an identity is accepted, and the others are reported', async () => {
  const { ingest, queued } = setup();
  const again = [
    aUsageEvent(),
    aUsageEvent(),
    aUsageEvent({ bytes: 2 }),
    aUsageEvent({ meter: 'storage' }),
  ];
  expect(statuses(await ingest(again))).toEqual(['accepted', 'duplicate', 'conflict', 'conflict']);
  expect(queued).toHaveLength(1);
});

test('a counted event is recognised in the next request, even days later', async () => {
  const { ingest, count, clock, queued } = setup();
  await ingest([aUsageEvent()]);
  await count();
  clock.advance(20 * 86_400_000);
  const verdicts = await ingest([aUsageEvent(), aUsageEvent({ bytes: 2 })]);
  expect(statuses(verdicts)).toEqual(['duplicate', 'conflict']);
  expect(queued).toEqual([]);
});

test.each<[string, string, string]>([
  ['35 days ago', '2026-10-17T10:00:00.000Z', 'accepted'],
  ['a moment more', '2026-10-17T09:59:59.999Z', 'time_too_old'],
  ['in 5 minutes', '2026-11-21T10:05:00.000Z', 'accepted'],
  ['a moment later', '2026-11-21T10:05:00.001Z', 'time_in_future'],
  ['next year', '2027-11-21T10:00:00.000Z', 'time_in_future'],
])('an event of %s is answered %s', async (_, time, answer) => {
  const { ingest } = setup();
  const [verdict] = await ingest([aUsageEvent({ time })]);
  expect(verdict && 'code' in verdict ? verdict.code : verdict?.status).toBe(answer);
});

test('a key of one customer can neither report for another’s projects nor learn about them', async () => {
  const { ingest } = setup();
  const foreign = await ingest([aUsageEvent()], 'cus_other');
  const unknown = await ingest([aUsageEvent({ projectId: 'prj_unknown' })], 'cus_other');
  expect(foreign).toEqual([{ id: 'request-1', status: 'rejected', code: 'project_not_found' }]);
  expect(unknown).toEqual(foreign);
  expect(statuses(await ingest([aUsageEvent()], aMeteredCustomerId))).toEqual(['accepted']);
});

test('usage of an archived project counts up to its end', async () => {
  const { ingest } = setup({ archivedAt: '2026-11-21T09:00:00.000Z' });
  const verdicts = await ingest([
    aUsageEvent({ id: 'before', time: '2026-11-21T08:59:59.999Z' }),
    aUsageEvent({ id: 'after', time: '2026-11-21T09:00:00.000Z' }),
    aUsageEvent({ id: 'untimed', time: undefined }),
  ]);
  const over = { status: 'rejected', code: 'project_archived' };
  expect(verdicts).toMatchObject([{ status: 'accepted' }, over, over]);
});

test('a project is looked up once for a thousand events', async () => {
  const { ingest, lookups } = setup();
  const thousand = Array.from(
    { length: 1_000 },
    (_, index): UsageEvent => aUsageEvent({ id: `event-${index}` }),
  );
  expect(statuses(await ingest(thousand)).every((status) => status === 'accepted')).toBe(true);
  expect(lookups).toEqual([aProjectId]);
});
