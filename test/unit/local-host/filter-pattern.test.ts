import { filterOf } from '../../../local/cloud/sources/filter-pattern.ts';

const event = {
  eventName: 'INSERT',
  size: 5,
  dynamodb: { Keys: { pk: { S: 'OUTBOX#1' } }, NewImage: { tags: ['a', 'b'] } },
};

test.each<[boolean, object]>([
  [true, { eventName: ['INSERT'] }],
  [true, { eventName: ['MODIFY', 'INSERT'] }],
  [false, { eventName: ['REMOVE'] }],
  [true, { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } } } }],
  [false, { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'PAYMENT#' }] } } } }],
  [true, { dynamodb: { Keys: { pk: { S: [{ suffix: '#1' }] } } } }],
  [true, { dynamodb: { OldImage: { pk: [{ exists: false }] } } }],
  [false, { dynamodb: { OldImage: { pk: [{ exists: true }] } } }],
  [true, { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }],
  [false, { eventName: [{ 'anything-but': { prefix: 'INS' } }] }],
  [false, { absent: [{ 'anything-but': 'x' }] }],
  [true, { size: [{ numeric: ['>', 0, '<=', 5] }] }],
  [false, { size: [{ numeric: ['<', 5] }] }],
  [true, { eventName: [{ 'equals-ignore-case': 'insert' }] }],
  [true, { dynamodb: { NewImage: { tags: ['b'] } } }],
  [true, { $or: [{ eventName: ['REMOVE'] }, { size: [5] }] }],
])('%s: %j', (expected, pattern) => {
  expect(filterOf([JSON.stringify(pattern)])(event)).toBe(expected);
});

test('one of several patterns is enough, and an empty list matches everything', () => {
  expect(filterOf(['{"size":[6]}', '{"size":[5]}'])(event)).toBe(true);
  expect(filterOf([])(event)).toBe(true);
});

test('an unknown operator is an error, not a silent mismatch', () => {
  expect(() => filterOf(['{"size":[{"cidr":"10.0.0.0/8"}]}'])(event)).toThrow('cidr');
});
