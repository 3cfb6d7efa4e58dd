import { collectStorage } from '#domain/storage-collection/collect-storage';
import type { StorageSource } from '#domain/storage-collection/storage-source';
import { countEvents } from '#domain/usage/count-events';
import { ingestEvents } from '#domain/usage/ingest-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { aCustomer, aProject } from '#test/customers';
import { MemoryUsageStore } from '#test/memory-usage-store';

const due = new Date('2026-11-22T04:00:00.000Z');

/** Two customers: one with two projects, an archived one with one. */
function setup(sources: StorageSource[]) {
  const customers = [
    aCustomer({ id: 'cus_a' }),
    aCustomer({ id: 'cus_b', archivedAt: 'long ago' }),
  ];
  const projects = [
    aProject({ id: 'prj_1', customerId: 'cus_a' }),
    aProject({ id: 'prj_2', customerId: 'cus_a' }),
    aProject({ id: 'prj_3', customerId: 'cus_b' }),
  ];
  const usage = new MemoryUsageStore();
  const queue: RawEvent[] = [];
  const ingestion = {
    projects: { find: async (id: string) => projects.find((project) => project.id === id) },
    usage,
    enqueue: async (events: readonly RawEvent[]) => void queue.push(...events),
    now: () => new Date(due.getTime() + 30_000),
  };
  /** One customer and one project a page, so that pages are turned. */
  const pageOf = <One>(all: One[], cursor = '0') => {
    const next = Number(cursor) + 1;
    return { page: all.slice(next - 1, next), nextCursor: next < all.length ? String(next) : null };
  };
  const deps = {
    customers: {
      list: async ({ cursor }: { cursor?: string }) => {
        const { page, nextCursor } = pageOf(customers, cursor);
        return { customers: page, nextCursor };
      },
    },
    projects: {
      list: async (customerId: string, { cursor }: { cursor?: string }) => {
        const own = projects.filter((project) => project.customerId === customerId);
        const { page, nextCursor } = pageOf(own, cursor);
        return { projects: page, nextCursor };
      },
    },
    sources,
    ingest: (reported: Parameters<typeof ingestEvents>[1]['reported']) =>
      ingestEvents(ingestion, { reported }),
  };
  const run = () => collectStorage(deps, due);
  const count = () => countEvents({ usage, pause: async () => {} }, queue.splice(0));
  return { run, count, queue, usage };
}

const holding = (bytes: number, name = 'files'): StorageSource => ({
  name,
  measure: async () => bytes,
});

test('each active project’s sources add up to one sample a day', async () => {
  const { run, queue } = setup([holding(700), holding(43, 'database')]);
  expect(await run()).toEqual({ events: 2, uncollected: [] });
  expect(queue).toMatchObject([
    {
      id: 'prj_1:2026-11-22',
      source: 'peage:storage-collection',
      projectId: 'prj_1',
      customerId: 'cus_a',
      meter: 'storage',
      bytes: 743,
      time: '2026-11-22T04:00:00.000Z',
    },
    { id: 'prj_2:2026-11-22' },
  ]);
});

test('a repeated run counts once, even if the project has grown meanwhile', async () => {
  let bytes = 100;
  const { run, count, usage } = setup([{ name: 'files', measure: async () => bytes }]);
  await run();
  await count();
  bytes = 200;
  expect(await run()).toEqual({ events: 0, uncollected: [] });
  await count();
  const counters = [...usage.counters.values()];
  expect(counters.map(({ events, bytes: stored }) => ({ events, stored }))).toEqual([
    { events: 1, stored: 100 },
    { events: 1, stored: 100 },
  ]);
});

test('a project that cannot be measured is left out completely, and the others are collected', async () => {
  const error = new Error('access denied');
  const partial: StorageSource = {
    name: 'database',
    measure: async (id) => (id === 'prj_1' ? Promise.reject(error) : 5),
  };
  const { run, queue } = setup([holding(700), partial]);
  expect(await run()).toEqual({
    events: 1,
    uncollected: [{ projectIds: ['prj_1'], source: 'database', error }],
  });
  expect(queue).toMatchObject([{ projectId: 'prj_2', bytes: 705 }]);
});

test('without a source nothing is reported: the measurements of clients stay', async () => {
  const { run, queue } = setup([]);
  expect(await run()).toEqual({ events: 0, uncollected: [] });
  expect(queue).toEqual([]);
});
