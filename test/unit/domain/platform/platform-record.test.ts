import { currentStatus, newRecord, withStatus } from '#domain/platform/platform-record';

const fresh = newRecord({ id: 'inv_1', number: 'FA-1' }, new Date('2026-11-21T10:00:00.000Z'));

const after = (...statuses: [code: string, at: string][]) =>
  statuses.reduce((record, [code, at]) => withStatus(record, { code, at }), fresh);

test('nothing is said of a document before the platform says it', () => {
  expect(currentStatus(fresh)).toBeUndefined();
});

test('news that overtook older ones stay the last', () => {
  const record = after(['205', '2026-11-22T10:00:00.000Z'], ['203', '2026-11-21T10:00:00.000Z']);
  expect(currentStatus(record)?.code).toBe('205');
});

test('of two within a second the one that was learned last counts', () => {
  const record = after(['200', '2026-11-22T10:00:00.700Z'], ['210', '2026-11-22T10:00:00.000Z']);
  expect(currentStatus(record)?.code).toBe('210');
});

test('a status that is told again keeps its first time', () => {
  const record = after(['205', '2026-11-22T10:00:00.000Z'], ['205', '2026-11-23T10:00:00.000Z']);
  expect(record.statuses).toEqual([{ code: '205', at: '2026-11-22T10:00:00.000Z' }]);
});
