import { aggregateEvents } from '#domain/usage/aggregate-events';
import { eventsFrom, linesOf, type RawEvent } from '#domain/usage/raw-event';
import { logger } from '#runtime/log';
import { eventsOfMessage, messagesOf } from '#stores/usage/packed-events';
import { KillSwitch, momentsOf, ProcessKilled } from '#test/crash';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { aRawEvent } from '#test/usage-events';
import { createHandler } from '../../../../functions/usage/aggregate-events/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

function setup() {
  const usage = new MemoryUsageStore();
  const objects = new Map<string, readonly RawEvent[]>();
  const raw = {
    put: async ({ day, batchId }: { day: string; batchId: string }, events: readonly RawEvent[]) =>
      void objects.set(`${day}/${batchId}`, events),
  };
  return { usage, objects, deps: { usage, raw, pause: async () => {} } };
}

const message = (name: string, ...events: RawEvent[]) => ({
  messageId: name,
  events: events.length > 0 ? events : [aRawEvent({ id: name })],
});

const rawIds = (objects: Map<string, readonly RawEvent[]>) =>
  [...objects.values()]
    .flat()
    .map(({ id }) => id)
    .sort();

test('events of several messages are kept in one object and counted together', async () => {
  const { usage, objects, deps } = setup();
  const done = await aggregateEvents(deps, [message('a'), message('b')]);
  expect(done).toEqual({ counted: 2, duplicates: 0, conflicts: 0, failed: [] });
  expect(objects.size).toBe(1);
  expect(rawIds(objects)).toEqual(['a', 'b']);
  expect(usage.writes).toBe(1);
});

test('the same messages in another order are the same object', async () => {
  const { objects, deps } = setup();
  await aggregateEvents(deps, [message('a'), message('b')]);
  await aggregateEvents(deps, [message('b'), message('a')]);
  expect(rawIds(objects)).toEqual(['a', 'b']);
});

test('a message redelivered in another batch does not overwrite the events of others', async () => {
  const { usage, objects, deps } = setup();
  await aggregateEvents(deps, [message('a'), message('b')]);
  await aggregateEvents(deps, [message('a'), message('c')]);
  expect(rawIds(objects)).toEqual(['a', 'a', 'b', 'c']);
  expect(usage.total('traffic')).toBe(3_000);
});

test('each event is stored under the day of its receipt', async () => {
  const { objects, deps } = setup();
  const late = aRawEvent({ id: 'late', receivedAt: '2026-11-22T00:00:00.000Z' });
  await aggregateEvents(deps, [message('a'), message('b', late)]);
  const days = [...objects].map(([name, events]) => [name.slice(0, 10), events[0]!.id]);
  expect(days).toEqual([
    ['2026-11-21', 'a'],
    ['2026-11-22', 'late'],
  ]);
});

test('nothing is counted that could not be stored', async () => {
  const { usage, deps } = setup();
  const raw = { put: () => Promise.reject(new Error('outage')) };
  await expect(aggregateEvents({ ...deps, raw }, [message('a')])).rejects.toThrow('outage');
  expect(usage.counters.size).toBe(0);
});

test('one message that cannot be counted does not delay the others', async () => {
  const { usage, deps } = setup();
  const write = usage.write.bind(usage);
  usage.write = (change) =>
    change.counters.some(({ projectId }) => projectId === 'prj_poison')
      ? Promise.reject(new Error('poison'))
      : write(change);
  const poison = message('b', aRawEvent({ id: 'b', projectId: 'prj_poison' }));
  const { failed, counted } = await aggregateEvents(deps, [message('a'), poison, message('c')]);
  expect(failed.map(({ messageId }) => messageId)).toEqual(['b']);
  expect(counted).toBe(2);
});

test('killed at any moment and started again, everything is stored and counted once', async () => {
  const messages = [
    message('a', aRawEvent({ id: 'a' }), aRawEvent({ id: 'a', meter: 'storage' })),
    message('b', ...Array.from({ length: 120 }, (_, at) => aRawEvent({ projectId: `prj_${at}` }))),
  ];
  const whole = new KillSwitch();
  const first = setup();
  await aggregateEvents(
    { ...first.deps, usage: whole.watch(first.usage), raw: whole.watch(first.deps.raw) },
    messages,
  );
  expect(whole.calls).toBeGreaterThan(5);
  for (const moment of momentsOf(whole.calls)) {
    const { usage, objects, deps } = setup();
    const doom = new KillSwitch(moment);
    const dying = { ...deps, usage: doom.watch(usage), raw: doom.watch(deps.raw) };
    await aggregateEvents(dying, messages).then(
      () => {},
      (error) => expect(error).toBeInstanceOf(ProcessKilled),
    );
    await aggregateEvents(deps, messages);
    expect(usage.counters).toEqual(first.usage.counters);
    expect(rawIds(objects)).toEqual(rawIds(first.objects));
  }
});

test('raw events are lines of JSON, and are read back as they were', () => {
  const events = [aRawEvent(), aRawEvent({ id: 'zwei ☃ 🚕\u2028', untimed: true })];
  expect(linesOf(events).split('\n')).toHaveLength(3);
  expect(eventsFrom(linesOf(events))).toEqual(events);
  expect(() => eventsFrom('{"id":"a"}\n')).toThrow('not a raw event');
});

test('a thousand large events fit into messages that SQS accepts', () => {
  const noise = (at: number) =>
    Buffer.from(Array.from({ length: 480 }, (_, n) => (at * 37 + n * n * 17 + at * n) % 251))
      .toString('base64')
      .slice(0, 500);
  const events = Array.from({ length: 1_000 }, (_, at) =>
    aRawEvent({ id: `${at}`, source: noise(at) }),
  );
  const messages = messagesOf(events);
  expect(messages.length).toBeGreaterThan(1);
  for (const text of messages) expect(text.length).toBeLessThan(250_000);
  expect(messages.flatMap(eventsOfMessage)).toEqual(events);
});

describe('the queue’s function', () => {
  const record = (messageId: string, body: string) => ({ messageId, body }) as never;
  const body = (...events: RawEvent[]) =>
    JSON.stringify({ requestId: 'r', events: messagesOf(events)[0] });

  test.each(['{', 'null', '{"events":"AAAA"}', '{"events":7}'])(
    'retries what cannot be read, and counts the others: %p',
    async (broken) => {
      const { usage, deps } = setup();
      const handler = createHandler({ ...deps, unpack: eventsOfMessage });
      const answer = await handler(
        { Records: [record('a', broken), record('b', body(aRawEvent()))] },
        {} as never,
      );
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
      expect(usage.total('traffic')).toBe(1_000);
    },
  );

  test('retries everything if nothing can be stored', async () => {
    const { deps } = setup();
    const raw = { put: () => Promise.reject(new Error('outage')) };
    const handler = createHandler({ ...deps, raw, unpack: eventsOfMessage });
    const answer = await handler(
      { Records: [record('a', body(aRawEvent())), record('b', body(aRawEvent()))] },
      {} as never,
    );
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'a',
      'b',
    ]);
  });
});
