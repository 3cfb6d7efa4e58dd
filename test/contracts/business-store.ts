import type { BusinessMonth, BusinessStore } from '#domain/monitoring/business-month';

export const aBusinessMonth = (changes: Partial<BusinessMonth> = {}): BusinessMonth => ({
  month: '2026-11',
  countedAt: '2026-11-21T03:00:00.000Z',
  plans: { free: 40, pro: 3 },
  subscriptions: 2,
  projects: 50,
  trafficBytes: 12_000_000_000,
  storageBytes: 900_000_000,
  ...changes,
});

/** What a store of business months promises, wherever it keeps them. */
export function describeBusinessStore(name: string, setup: () => Promise<BusinessStore>): void {
  describe(`business months in ${name}`, () => {
    test('a month is what was counted of it last', async () => {
      const store = await setup();
      await store.save(aBusinessMonth({ subscriptions: 1 }));
      await store.save(aBusinessMonth());
      expect(await store.last(12)).toEqual([aBusinessMonth()]);
    });

    test('the last ones come oldest first', async () => {
      const store = await setup();
      for (const month of ['2026-11', '2026-09', '2027-01', '2026-12'] as const)
        await store.save(aBusinessMonth({ month }));
      expect((await store.last(3)).map(({ month }) => month)).toEqual([
        '2026-11',
        '2026-12',
        '2027-01',
      ]);
    });

    test('without any there is nothing', async () => {
      expect(await (await setup()).last(12)).toEqual([]);
    });
  });
}
