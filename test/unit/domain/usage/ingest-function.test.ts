import type { RawEvent } from '#domain/usage/raw-event';
import type { HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { SettableClock } from '#test/clock';
import { anHttpEvent } from '#test/http-events';
import { MemoryIdempotencyStore } from '#test/memory-idempotency-store';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { aMeteredCustomerId, aProjectId } from '#test/usage-events';
import { createHandler } from '../../../../functions/usage/ingest-events/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const aKey = (scopes = 'usage:write', customerId?: string) => ({
  lambda: { kind: 'key' as const, keyId: 'key_1', scopes, customerId },
});

function setup() {
  const { now } = new SettableClock('2026-11-21T10:00:00.000Z');
  const queued: RawEvent[] = [];
  const project = { customerId: aMeteredCustomerId, timeZone: 'Africa/Abidjan' };
  const handler = createHandler({
    projects: { find: async (id) => (id === aProjectId ? project : undefined) },
    usage: new MemoryUsageStore(),
    enqueue: async (events) => void queued.push(...events),
    idempotency: new MemoryIdempotencyStore(now),
    now,
  });
  const post = async (body: unknown, changes: object = {}) => {
    const event = { path: '/v1/usage/events', authorizer: aKey(), body, ...changes };
    const reply = (await handler(anHttpEvent(event), {} as never)) as HttpReply;
    return { status: reply.statusCode, text: reply.body, body: JSON.parse(reply.body!) };
  };
  return { post, queued };
}

const events = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `event-${index}`,
    project: aProjectId,
    meter: 'traffic',
    bytes: 10,
    time: '2026-11-21T09:59:00Z',
  }));

test('every event has a verdict, with the number of each kind', async () => {
  const { post, queued } = setup();
  const [one, other] = events(2);
  const { status, body } = await post([one, one, { ...one, bytes: 11 }, other, { id: 'x' }, 7]);
  expect(status).toBe(202);
  expect(body).toMatchObject({ accepted: 2, duplicates: 1, conflicts: 1, rejected: 2 });
  expect(body.results).toEqual([
    { id: 'event-0', status: 'accepted' },
    { id: 'event-0', status: 'duplicate' },
    { id: 'event-0', status: 'conflict' },
    { id: 'event-1', status: 'accepted' },
    { id: 'x', status: 'rejected', code: 'project_not_found' },
    { id: null, status: 'rejected', code: 'invalid_event' },
  ]);
  expect(queued).toHaveLength(2);
});

test('a thousand events are accepted at once, one more is not', async () => {
  const { post, queued } = setup();
  expect((await post({ events: events(1_000) })).body.accepted).toBe(1_000);
  expect(await post({ events: events(1_001) })).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  });
  expect(queued).toHaveLength(1_000);
});

test.each([
  ['broken JSON', '[{"id":', {}, 400, 'invalid_request'],
  ['nothing', undefined, {}, 400, 'invalid_request'],
  ['ten megabytes', 'x'.repeat(10_000_000), {}, 413, 'body_too_large'],
  ['a form', 'id=1', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
  ['no key', [], { authorizer: undefined }, 401, 'credentials_required'],
  ['a key for payments', [], { authorizer: aKey('payments:write') }, 403, 'forbidden'],
])('%s is refused as a whole', async (_, body, changes, status, code) => {
  const { post, queued } = setup();
  expect(await post(body, changes)).toMatchObject({ status, body: { code } });
  expect(queued).toEqual([]);
});

test.each(['application/cloudevents+json', 'application/cloudevents-batch+json; charset=utf-8'])(
  '%s is accepted like any JSON',
  async (type) => {
    const { post } = setup();
    expect((await post(events(1), { headers: { 'content-type': type } })).status).toBe(202);
  },
);

test('the replacement character is a character: each event counts [C3]', async () => {
  const { post, queued } = setup();
  const [one, other, third] = events(3);
  const { body } = await post([one, { ...other, id: 'caf\ufffd' }, third]);
  expect(body).toMatchObject({ accepted: 3, rejected: 0 });
  expect(queued).toHaveLength(3);
});

test('bytes that are not UTF-8 reject only their own event [C3]', async () => {
  const { post, queued } = setup();
  const [one, other, third] = events(3);
  const bytes = Buffer.from(JSON.stringify([one, { ...other, id: 'café' }, third]), 'latin1');
  const headers = { 'content-length': String(bytes.byteLength) };
  const { body } = await post(bytes.toString(), { headers });
  expect(body).toMatchObject({ accepted: 2, rejected: 1 });
  expect(body.results[1]).toMatchObject({ status: 'rejected', code: 'invalid_event' });
  expect(queued).toHaveLength(2);
});

test('a key that is bound to a customer reports only for that customer’s projects', async () => {
  const { post } = setup();
  const own = await post(events(1), { authorizer: aKey('usage:write', aMeteredCustomerId) });
  const foreign = await post(events(1), { authorizer: aKey('usage:write', 'cus_other') });
  expect([own.body.accepted, foreign.body.accepted]).toEqual([1, 0]);
});

test('the same Idempotency-Key gets the same answer, and is refused for other events', async () => {
  const { post, queued } = setup();
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'batch-1' };
  const first = await post(events(1), { headers });
  expect((await post(events(1), { headers })).text).toBe(first.text);
  expect((await post(events(2), { headers })).status).toBe(409);
  expect(queued).toHaveLength(1);
});
