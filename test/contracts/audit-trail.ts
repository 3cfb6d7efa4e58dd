import type { AuditEntry, AuditTrail } from '#domain/audit/audit-entry';
import type { Clock } from '#domain/clock';
import { anAuditEntry } from '#test/audits';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

const now: Clock = () => new Date('2026-12-15T12:00:00.000Z');

/** What every audit trail promises. Ids are random, so that a table may be shared. */
export function describeAuditTrail(
  name: string,
  makeTrail: (now: Clock) => Promise<AuditTrail>,
): void {
  const all = (trail: AuditTrail, limit: number) =>
    readAll(limit, async (cursor) => {
      const { entries, nextCursor } = await trail.list({ limit, cursor });
      return { items: entries, nextCursor };
    });

  describe(`${name} records who did what`, () => {
    test.each([1, 2, 100])(
      'entries are listed newest first, each once, across months, in pages of %i',
      async (limit) => {
        const trail = await makeTrail(now);
        const entries: AuditEntry[] = [
          anAuditEntry({ at: '2026-11-29T10:00:00.000Z' }),
          anAuditEntry({ at: '2026-11-30T23:59:59.999Z', before: null, reason: 'Perdue.' }),
          anAuditEntry({ at: '2026-12-01T00:00:00.000Z', after: null }),
          anAuditEntry({
            at: '2026-12-15T11:00:00.000Z',
            after: { scopes: ['a'], deep: { b: 1 } },
          }),
        ];
        for (const entry of entries) await trail.record(entry);
        const mine = new Set(entries.map(({ id }) => id));
        const found = (await all(trail, limit)).filter(({ id }) => mine.has(id));
        expect(found).toEqual([...entries].reverse());
      },
    );

    test('an entry stays as it was written', async () => {
      const trail = await makeTrail(now);
      const entry = anAuditEntry();
      await trail.record(entry);
      await trail.record({ ...entry, actor: 'person:somebody-else' });
      const found = await all(trail, 100);
      expect(found.filter(({ id }) => id === entry.id)).toEqual([entry]);
    });

    test('a cursor that was not issued here is refused', async () => {
      const trail = await makeTrail(now);
      await expectInventedCursorsRefused((cursor) => trail.list({ limit: 5, cursor }));
    });
  });
}
