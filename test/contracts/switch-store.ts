import type { AuditTrail } from '#domain/audit/audit-entry';
import type { Clock } from '#domain/clock';
import type { SwitchStore } from '#domain/switches/switches';
import { anAuditEntry } from '#test/audits';
import { aSwitch } from '#test/switches';
import { readAll } from './pages.ts';

export type SwitchStoreUnderTest = { store: SwitchStore; audit: AuditTrail };

const now: Clock = () => new Date('2026-11-21T12:00:00.000Z');

/** What every store of switches promises. A table may be shared: each test starts where it stands. */
export function describeSwitchStore(
  name: string,
  makeStore: (now: Clock) => Promise<SwitchStoreUnderTest>,
): void {
  const actionsOn = async (audit: AuditTrail, id: string) => {
    const entries = await readAll(100, async (cursor) => {
      const page = await audit.list({ limit: 100, cursor });
      return { items: page.entries, nextCursor: page.nextCursor };
    });
    return entries.filter((entry) => entry.id === id);
  };

  describe(`${name} stores switches`, () => {
    test('switches are read as they were written, with their audit entry', async () => {
      const { store, audit } = await makeStore(now);
      const { version } = await store.load();
      const switches = [
        aSwitch(),
        aSwitch({ provider: 'paypal', method: 'paypal', enabled: true }),
      ];
      const entry = anAuditEntry({ action: 'switch.set', subject: 'stripe' });
      expect(await store.save({ switches, version: version + 1 }, entry)).toBe('saved');
      expect(await store.load()).toEqual({ switches, version: version + 1 });
      expect(await actionsOn(audit, entry.id)).toEqual([entry]);
    });

    test('a write based on an old version is stale: nothing is switched or recorded', async () => {
      const { store, audit } = await makeStore(now);
      const { version } = await store.load();
      const winner = { switches: [aSwitch()], version: version + 1 };
      await store.save(winner, anAuditEntry());
      const late = anAuditEntry();
      expect(await store.save({ switches: [], version: version + 1 }, late)).toBe('stale');
      expect(await store.load()).toEqual(winner);
      expect(await actionsOn(audit, late.id)).toEqual([]);
    });

    test('of five writers at once, one succeeds', async () => {
      const { store } = await makeStore(now);
      const { version } = await store.load();
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () =>
          store.save({ switches: [aSwitch()], version: version + 1 }, anAuditEntry()),
        ),
      );
      expect(outcomes.sort()).toEqual(['saved', 'stale', 'stale', 'stale', 'stale']);
    });
  });
}
