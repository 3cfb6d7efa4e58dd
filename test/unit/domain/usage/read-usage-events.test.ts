import { listUsageEvents, readUsageEvent } from '#contract/usage-events';
import { aProjectId } from '#test/usage-events';

const cloudEvent = (changes: object = {}) => ({
  specversion: '1.0',
  id: 'request-1',
  source: '/servers/1',
  type: 'traffic.transferred',
  time: '2026-11-21T09:59:00Z',
  subject: aProjectId,
  data: { bytes: 1_000 },
  ...changes,
});

const nativeEvent = (changes: object = {}) => ({
  id: 'request-1',
  project: aProjectId,
  meter: 'traffic',
  bytes: 1_000,
  time: '2026-11-21T09:59:00Z',
  ...changes,
});

const read = (body: unknown) =>
  listUsageEvents(body).map((one) => readUsageEvent(one, { isWhole: true }));

test('a CloudEvent is read, with any extensions', () => {
  const extended = cloudEvent({ datacontenttype: 'application/json', traceparent: '00-1-1-00' });
  expect(read(extended)).toEqual([
    {
      id: 'request-1',
      source: '/servers/1',
      projectId: aProjectId,
      meter: 'traffic',
      bytes: 1_000,
      time: '2026-11-21T09:59:00.000Z',
    },
  ]);
});

test('the short form is read, with its meter or its type, with and without a time', () => {
  const expected = { id: 'request-1', source: 'native', projectId: aProjectId, bytes: 1_000 };
  expect(read(nativeEvent())).toMatchObject([{ ...expected, meter: 'traffic' }]);
  expect(read(nativeEvent({ meter: undefined, type: 'storage.measured' }))).toMatchObject([
    { ...expected, meter: 'storage' },
  ]);
  expect(read(nativeEvent({ time: undefined }))).toEqual([{ ...expected, meter: 'traffic' }]);
});

test('one event, a list, and a named list are read alike', () => {
  const [one] = read(cloudEvent());
  expect(read([cloudEvent(), nativeEvent()])).toEqual([one, ...read(nativeEvent())]);
  expect(read({ events: [cloudEvent(), cloudEvent()] })).toEqual([one, one]);
  expect(read([])).toEqual([]);
});

test.each([
  ['no id', { id: undefined }, null, 'id_invalid'],
  ['an empty id', { id: '' }, '', 'id_invalid'],
  ['a number as id', { id: 7 }, null, 'id_invalid'],
  ['a line break in its id', { id: 'a\nb' }, 'a\nb', 'id_invalid'],
  ['an endless id', { id: 'x'.repeat(257) }, 'x'.repeat(257), 'id_invalid'],
  ['no source', { source: undefined }, 'request-1', 'source_invalid'],
  ['another version', { specversion: '0.3' }, 'request-1', 'invalid_event'],
  ['an unknown type', { type: 'cpu.burnt' }, 'request-1', 'unknown_type'],
  ['a type of every object', { type: 'constructor' }, 'request-1', 'unknown_type'],
  ['no subject', { subject: undefined }, 'request-1', 'project_not_found'],
  ['a subject that is not a project', { subject: 'cus_1' }, 'request-1', 'project_not_found'],
  ['no data', { data: undefined }, 'request-1', 'bytes_invalid'],
  ['no bytes', { data: {} }, 'request-1', 'bytes_invalid'],
  ['negative bytes', { data: { bytes: -1 } }, 'request-1', 'bytes_invalid'],
  ['fractional bytes', { data: { bytes: 0.5 } }, 'request-1', 'bytes_invalid'],
  ['bytes beyond 2^53', { data: { bytes: 2 ** 53 } }, 'request-1', 'bytes_invalid'],
  ['absurd bytes', { data: { bytes: 100e12 + 1 } }, 'request-1', 'bytes_invalid'],
  ['bytes as text', { data: { bytes: '1000' } }, 'request-1', 'bytes_invalid'],
  ['a time that is none', { time: 'noon' }, 'request-1', 'time_invalid'],
  ['30 February', { time: '2026-02-30T00:00:00Z' }, 'request-1', 'time_invalid'],
])('an event with %s is rejected, by its name', (_, changes, id, code) => {
  const others = [cloudEvent({ id: 'before' }), cloudEvent({ id: 'after' })];
  const [before, broken, after] = read([others[0], cloudEvent(changes), others[1]]);
  expect(broken).toEqual({ id, code });
  expect([before, after]).toMatchObject([{ id: 'before' }, { id: 'after' }]);
});

test.each([
  ['an unknown field', { colour: 'red' }, 'invalid_event'],
  ['neither meter nor type', { meter: undefined }, 'unknown_type'],
  ['a meter and another type', { type: 'storage.measured' }, 'unknown_type'],
  ['an unknown meter', { meter: 'cpu' }, 'unknown_type'],
])('a short event with %s is rejected, by its name', (_, changes, code) => {
  expect(read(nativeEvent(changes))).toEqual([{ id: 'request-1', code }]);
});

test.each([null, 7, 'text', [[]], [null], {}, { events: 'none' }])(
  '%p is rejected: it is not an event',
  (body) => {
    expect(read(body)).toEqual([{ id: null, code: expect.any(String) }]);
  },
);
