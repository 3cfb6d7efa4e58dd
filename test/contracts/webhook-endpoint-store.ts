import type { AuditEntry } from '#domain/audit/audit-entry';
import {
  listenersTo,
  type WebhookEndpointStore,
  withEndpoint,
  withoutEndpoint,
} from '#domain/webhooks/endpoint';
import { anAuditEntry } from '#test/audits';
import { anEvent } from '#test/payments';
import { anEndpoint } from '#test/webhooks';
import type { DomainEvent } from '#vocabulary/events';

export type WebhookEndpointStoreUnderTest = {
  store: WebhookEndpointStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
  audited(subject: string): Promise<AuditEntry[]>;
};

/** What every store of webhook endpoints promises; the table may be shared. */
export function describeWebhookEndpointStore(
  name: string,
  makeStore: () => Promise<WebhookEndpointStoreUnderTest>,
): void {
  const audit = (subject: string) => anAuditEntry({ subject });

  async function created(store: WebhookEndpointStore, changes = {}) {
    const endpoint = anEndpoint(changes);
    const directory = withEndpoint(await store.directory(), endpoint);
    const written = await store.create(endpoint, { directory, audit: audit(endpoint.id) });
    expect(written).toBe('saved');
    return endpoint;
  }

  describe(`${name} keeps webhook endpoints`, () => {
    test('one is created with its place in the directory and its audit entry', async () => {
      const { store, audited } = await makeStore();
      const endpoint = await created(store, { types: ['invoice.*'] });
      expect(await store.find(endpoint.id)).toEqual(endpoint);
      expect(await store.glanceAt([endpoint.id, 'we_none'])).toEqual([endpoint]);
      expect(listenersTo(await store.directory(), 'invoice.issued')).toContain(endpoint.id);
      expect(listenersTo(await store.directory(), 'payment.failed')).not.toContain(endpoint.id);
      expect(await audited(endpoint.id)).toHaveLength(1);
    });

    test('of two that are created at once, the second reads the directory again', async () => {
      const { store } = await makeStore();
      const before = await store.directory();
      await created(store);
      const late = anEndpoint();
      const write = { directory: withEndpoint(before, late), audit: audit(late.id) };
      expect(await store.create(late, write)).toBe('stale');
      expect(await store.find(late.id)).toBeUndefined();
    });

    test('a change of what was read meanwhile is refused, and its event is not written', async () => {
      const { store, findEvent } = await makeStore();
      const endpoint = await created(store);
      const event = anEvent({ id: `evt_${endpoint.id}` });
      const disabled = { ...endpoint, state: 'disabled' as const, version: 2 };
      expect(await store.save(disabled, { event })).toBe('saved');
      expect(await findEvent(event.id)).toEqual(event);
      const late = anEvent({ id: `evt_late_${endpoint.id}` });
      expect(await store.save({ ...endpoint, version: 2 }, { event: late })).toBe('stale');
      expect(await store.save({ ...endpoint, version: 2 })).toBe('stale');
      expect(await findEvent(late.id)).toBeUndefined();
      expect(await store.find(endpoint.id)).toEqual(disabled);
    });

    test('other types stand in the directory from the same moment', async () => {
      const { store, audited } = await makeStore();
      const endpoint = await created(store);
      const changed = { ...endpoint, types: ['order.paid'], version: 2 };
      const directory = withEndpoint(await store.directory(), changed);
      expect(await store.save(changed, { directory, audit: audit(endpoint.id) })).toBe('saved');
      expect(listenersTo(await store.directory(), 'invoice.paid')).not.toContain(endpoint.id);
      expect(await audited(endpoint.id)).toHaveLength(2);
    });

    test('a removed one is gone from the directory, too', async () => {
      const { store } = await makeStore();
      const endpoint = await created(store);
      const directory = withoutEndpoint(await store.directory(), endpoint.id);
      const stale = { ...endpoint, version: 7 };
      expect(await store.remove(stale, { directory, audit: audit(endpoint.id) })).toBe('stale');
      expect(await store.remove(endpoint, { directory, audit: audit(endpoint.id) })).toBe('saved');
      expect(await store.find(endpoint.id)).toBeUndefined();
      expect((await store.directory()).listening).not.toHaveProperty(endpoint.id);
    });

    test('a turn comes at its time, and not when there is none', async () => {
      const { store } = await makeStore();
      const endpoint = await created(store, { turnAt: '2020-01-02T00:00:00.000Z' });
      const before = new Date('2020-01-01T23:59:59.999Z');
      expect(await store.turnsBy(before, 100)).not.toContain(endpoint.id);
      const now = new Date('2020-01-02T00:00:00.000Z');
      expect(await store.turnsBy(now, 100)).toContain(endpoint.id);
      const { turnAt: _, ...done } = endpoint;
      await store.save({ ...done, version: 2 });
      expect(await store.turnsBy(now, 100)).not.toContain(endpoint.id);
    });
  });
}
