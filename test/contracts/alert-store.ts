import { randomUUID } from 'node:crypto';
import type { AlertStore } from '#domain/monitoring/alert-store';
import { anAlert, anAlertEvent, anAlertWatch } from '#test/alerts';
import { anAuditEntry } from '#test/audits';

export type AlertStoreUnderTest = {
  store: AlertStore;
  /** Whether an event or entry was written. */
  isWritten: (id: string) => Promise<boolean>;
};

/** What every store of alerts promises. A table may be shared: each test has things of its own. */
export function describeAlertStore(
  name: string,
  makeStore: () => Promise<AlertStoreUnderTest>,
): void {
  function aThing() {
    const key = { rule: 'site_over_http' as const, dimension: randomUUID() };
    const alert = anAlert({ ...key, id: `alt_${randomUUID()}` });
    const event = anAlertEvent({ id: `evt_${randomUUID()}` });
    return { key, alert, event, watch: anAlertWatch({ ...key, alert }) };
  }

  describe(`${name} stores alerts`, () => {
    test('an alert is read as it was written: its watch, its episode, and in the log', async () => {
      const { store, isWritten } = await makeStore();
      const { key, alert, event, watch } = aThing();
      expect(await store.find(key)).toBeUndefined();
      expect(await store.findAlert(key, alert.id)).toBeUndefined();
      expect(await store.save({ watch, event })).toBe('saved');
      expect(await store.find(key)).toEqual(watch);
      expect(await store.findById(alert.id)).toEqual(watch);
      expect(await store.findAlert(key, alert.id)).toEqual(alert);
      expect(await store.listActive()).toContainEqual(watch);
      expect((await store.list({ limit: 100 })).alerts).toContainEqual(alert);
      expect((await store.list({ limit: 100, state: 'resolved' })).alerts).not.toContainEqual(
        alert,
      );
      expect(await isWritten(event.id)).toBe(true);
    });

    test('of two evaluators one opens it, and the other’s event is not written', async () => {
      const { store, isWritten } = await makeStore();
      const { key, watch, event } = aThing();
      const late = anAlertEvent({ id: `evt_${randomUUID()}` });
      expect(await store.save({ watch, event })).toBe('saved');
      expect(await store.save({ watch, event: late })).toBe('stale');
      expect(await isWritten(late.id)).toBe(false);
      expect(await store.save({ watch: { ...watch, holding: 1, version: 2 } })).toBe('saved');
      expect((await store.find(key))?.version).toBe(2);
    });

    test('what is over is in the log alone, also when another episode has followed', async () => {
      const { store } = await makeStore();
      const { key, alert, watch } = aThing();
      const over = { ...alert, state: 'resolved' as const, resolvedAt: alert.openedAt };
      await store.save({ watch });
      await store.save({ watch: { ...watch, alert: over, version: 2 } });
      expect((await store.listActive()).some(({ dimension }) => dimension === key.dimension)).toBe(
        false,
      );
      const next = { ...alert, id: `alt_${randomUUID()}` };
      await store.save({ watch: { ...watch, alert: next, version: 3 } });
      expect(await store.findAlert(key, alert.id)).toEqual(over);
      expect((await store.findById(alert.id))?.alert).toEqual(next);
    });

    test('nobody has an alert that does not exist', async () => {
      const { store } = await makeStore();
      expect(await store.findById(`alt_${randomUUID()}`)).toBeUndefined();
      expect(await store.findById('')).toBeUndefined();
    });

    test('a pending thing is watched, and is not in the log', async () => {
      const { store } = await makeStore();
      const { key } = aThing();
      const watch = anAlertWatch({ ...key, holding: 1 });
      await store.save({ watch });
      expect(await store.listActive()).toContainEqual(watch);
    });

    test('a slot is claimed by one run, which may come again', async () => {
      const { store } = await makeStore();
      const slot = new Date(Date.now() + Math.floor(Math.random() * 1e12)).toISOString();
      const runs = ['run-1', 'run-2', 'run-3'];
      const claims = await Promise.all(runs.map((run) => store.claimSlot(slot, run)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.claimSlot(slot, runs[claims.indexOf(true)]!)).toBe(true);
    });

    test('planned work is read as it was written, with its audit entry', async () => {
      const { store, isWritten } = await makeStore();
      const planned = {
        from: '2026-11-21T20:00:00.000Z',
        until: '2026-11-21T22:00:00.000Z',
        reason: 'A new provider is set up.',
        plannedBy: 'person:1',
      };
      const audit = anAuditEntry({ action: 'alerts.maintenance_planned' });
      await store.planMaintenance(planned, audit);
      expect(await store.maintenance()).toEqual(planned);
      expect(await isWritten(audit.id)).toBe(true);
    });
  });
}
