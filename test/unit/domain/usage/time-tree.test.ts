import { bucketKey, candidateOf } from '#domain/usage/time-tree';
import { aRawEvent } from '#test/usage-events';

const keysOf = (time: string, depth: number) =>
  Array.from({ length: depth }, (_, index) =>
    bucketKey(candidateOf(aRawEvent({ projectId: 'prj_A', time })), index),
  );

test('buckets divide time into ever shorter parts, and below a second by hash', () => {
  expect(keysOf('2026-11-21T09:59:47.123Z', 9)).toEqual([
    'prj_A#traffic#2026-11-21T00:00:00/86400',
    'prj_A#traffic#2026-11-21T08:00:00/14400',
    'prj_A#traffic#2026-11-21T09:00:00/3600',
    'prj_A#traffic#2026-11-21T09:50:00/600',
    'prj_A#traffic#2026-11-21T09:59:00/60',
    'prj_A#traffic#2026-11-21T09:59:40/10',
    'prj_A#traffic#2026-11-21T09:59:47/1',
    expect.stringMatching(/^prj_A#traffic#2026-11-21T09:59:47\/1\/[0-3]$/),
    expect.stringMatching(/^prj_A#traffic#2026-11-21T09:59:47\/1\/[0-3]{2}$/),
  ]);
});

test.each([
  ['2026-12-31T23:59:59.999Z', '2026-12-31T23:59:59/1'],
  ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00/1'],
  ['2028-02-29T12:00:00.000Z', '2028-02-29T12:00:00/1'],
])('%s is in its own second %s', (time, second) => {
  expect(keysOf(time, 7)[6]).toBe(`prj_A#traffic#${second}`);
});
