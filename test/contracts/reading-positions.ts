import type { ReadingPositions } from '#domain/inbox/find-missed';

/** What every store of reading positions promises. Nothing else may have read `external` lists. */
export function describeReadingPositions(
  name: string,
  makeStore: () => Promise<ReadingPositions>,
): void {
  describe(`${name} keeps how far a provider’s list has been read`, () => {
    test('a list that was never read has no position', async () => {
      expect(await (await makeStore()).load('external')).toBeUndefined();
    });

    test('each provider continues from its last position', async () => {
      const store = await makeStore();
      const underWay = {
        since: '2026-11-18T10:00:00.000Z',
        begunAt: '2026-11-21T10:00:00.000Z',
        page: 'evt_7',
      };
      await store.save('stripe', underWay);
      await store.save('paypal', { since: '2026-11-20T10:00:00.000Z' });
      expect(await store.load('stripe')).toEqual(underWay);
      await store.save('stripe', { since: '2026-11-21T09:50:00.000Z' });
      expect(await store.load('stripe')).toEqual({ since: '2026-11-21T09:50:00.000Z' });
      expect(await store.load('paypal')).toEqual({ since: '2026-11-20T10:00:00.000Z' });
    });
  });
}
