import { type Bucket, sealedFrom, standingIn, withEntries } from '#domain/usage/bucket';
import { entryBytes, entryOf } from '#domain/usage/entry';
import { aRawEvent } from '#test/usage-events';

const entry = entryOf(aRawEvent());

const bucketOf = (...entries: Buffer[]): Bucket =>
  withEntries(undefined, 'prj_A#traffic#untimed/', { entries, bytes: 0 });

const others = (count: number) =>
  Array.from({ length: count }, (_, index) => entryOf(aRawEvent({ id: `other-${index}` })));

test('an event is new, known, or known with other content', () => {
  const changed = entryOf(aRawEvent({ bytes: 1 }));
  expect(standingIn(undefined, entry)).toBe('new');
  expect(standingIn(bucketOf(...others(9)), entry)).toBe('new');
  expect(standingIn(bucketOf(...others(9), entry), entry)).toBe('duplicate');
  expect(standingIn(bucketOf(changed, ...others(9)), entry)).toBe('conflict');
});

test('the same bytes across the border of two entries are not an event', () => {
  const straddling = Buffer.concat([Buffer.alloc(5, 1), entry, Buffer.alloc(7, 1)]);
  const halves = [straddling.subarray(0, entryBytes), straddling.subarray(entryBytes)];
  expect(standingIn(bucketOf(...halves), entry)).toBe('new');
  expect(standingIn(bucketOf(...halves, entry), entry)).toBe('duplicate');
});

test('source and id cannot be confused', () => {
  const one = entryOf(aRawEvent({ source: 'a', id: 'b/c' }));
  expect(one).not.toEqual(entryOf(aRawEvent({ source: 'a/b', id: 'c' })));
});

test('a bucket is sealed by the write that fills it', () => {
  const open = bucketOf(...others(sealedFrom - 1));
  const full = withEntries(open, open.key, { entries: [entry], bytes: 5 });
  expect([open.isSealed, full.isSealed]).toEqual([false, true]);
  expect(full).toMatchObject({ version: 2, bytes: 5 });
});
