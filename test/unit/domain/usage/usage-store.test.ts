import type { Bucket } from '#domain/usage/bucket';
import { counterId } from '#domain/usage/counter';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { describeUsageStore, type UsageWorld } from '../../../contracts/usage-store.ts';

const inMemory = (wrap = (store: MemoryUsageStore): UsageWorld['store'] => store) => {
  const store = new MemoryUsageStore();
  return async () => ({
    store: wrap(store),
    findCounter: async (key: Parameters<UsageWorld['findCounter']>[0]) =>
      store.counters.get(counterId(key)),
  });
};

describeUsageStore('the store in memory', inMemory());

describeUsageStore(
  'the store that remembers sealed buckets',
  inMemory((store) => new SealedBuckets(store)),
);

describe('sealed buckets', () => {
  const aBucket = (key: string, isSealed: boolean): Bucket => ({
    key,
    entries: new Uint8Array(1_200),
    bytes: 0,
    version: 1,
    isSealed,
  });

  function setup(limit?: number) {
    const asked: string[] = [];
    const store = new MemoryUsageStore();
    const readBuckets = store.readBuckets.bind(store);
    store.readBuckets = (keys, consistency) => {
      asked.push(...keys);
      return readBuckets(keys, consistency);
    };
    for (const key of ['a', 'b', 'c']) store.buckets.set(key, aBucket(key, key !== 'c'));
    const remembering = new SealedBuckets(store, limit);
    const read = async (...keys: string[]) => [
      ...(await remembering.readBuckets(keys, 'eventual')).keys(),
    ];
    return { asked, read };
  }

  test('are read once; open and missing ones each time', async () => {
    const { asked, read } = setup();
    expect((await read('a', 'c', 'd')).sort()).toEqual(['a', 'c']);
    expect((await read('a', 'c', 'd')).sort()).toEqual(['a', 'c']);
    expect(asked).toEqual(['a', 'c', 'd', 'c', 'd']);
  });

  test('are dropped if there are too many of them, the oldest first', async () => {
    const { asked, read } = setup(2_000);
    for (const key of ['a', 'b', 'b', 'a']) await read(key);
    expect(asked).toEqual(['a', 'b', 'a']);
  });
});
