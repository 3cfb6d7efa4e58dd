import type { TroubleStore } from '#domain/monitoring/trouble';

const at = (time: string) => new Date(`2026-11-21T${time}Z`);

/** What every store of troubles promises. Dimensions are its own, so that a table may be shared. */
export function describeTroubleStore(name: string, makeStore: () => Promise<TroubleStore>): void {
  describe(`${name} counts what fails`, () => {
    test('each failure counts in its five minutes, with the ids of some', async () => {
      const store = await makeStore();
      const kind = 'provider_error';
      await store.add({ kind, dimension: 'stripe', example: 'pay_1' }, at('10:05:00.000'));
      await store.add({ kind, dimension: 'stripe' }, at('10:09:59.999'));
      await store.add({ kind, dimension: 'stripe', example: 'pay_1' }, at('10:10:00.000'));
      await store.add({ kind, dimension: 'paypal' }, at('10:06:00.000'));
      expect(await store.between(at('10:05:00.000'), at('10:09:00.000'))).toEqual([
        {
          slot: '2026-11-21T10:05:00.000Z',
          kind,
          dimension: 'paypal',
          count: 1,
          lastAt: '2026-11-21T10:06:00.000Z',
          examples: [],
        },
        {
          slot: '2026-11-21T10:05:00.000Z',
          kind,
          dimension: 'stripe',
          count: 2,
          lastAt: '2026-11-21T10:09:59.999Z',
          examples: ['pay_1'],
        },
      ]);
    });

    test('a row keeps five ids at most, however many fail', async () => {
      const store = await makeStore();
      for (let index = 0; index < 30; index++)
        await store.add(
          { kind: 'pdf_failed', dimension: 'all', example: `inv_${index}` },
          at('11:00:00.000'),
        );
      const [row] = await store.between(at('11:00:00.000'), at('11:00:00.000'));
      expect(row!.count).toBe(30);
      expect(row!.examples.length).toBeGreaterThan(2);
      expect(row!.examples.length).toBeLessThanOrEqual(5);
    });

    test('a window over midnight is read from both days, and nothing outside of it', async () => {
      const store = await makeStore();
      const times = [
        '2026-11-22T23:49',
        '2026-11-22T23:55',
        '2026-11-23T00:04',
        '2026-11-23T00:05',
      ];
      for (const time of times)
        await store.add({ kind: 'mail_failed', dimension: time }, new Date(`${time}:00.000Z`));
      const found = await store.between(
        new Date('2026-11-22T23:50:00.000Z'),
        new Date('2026-11-23T00:04:59.000Z'),
      );
      expect(found.map(({ dimension }) => dimension)).toEqual(times.slice(1, 3));
    });
  });
}
