import { randomUUID } from 'node:crypto';
import type { AuditTrail } from '#domain/audit/audit-entry';
import type { Customer } from '#domain/customers/customer';
import type { CustomerStore } from '#domain/customers/customer-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aSubscription } from '#test/customers';
import { anEvent } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type CustomerStoreUnderTest = {
  customers: CustomerStore;
  audit: AuditTrail;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

export const nextOf = (customer: Customer, changes: Partial<Customer> = {}): Customer => ({
  ...customer,
  ...changes,
  version: customer.version + 1,
});

/** All of it: other tests may write to the same table. */
export const trailOf = (audit: AuditTrail) =>
  readAll(100, async (cursor) => {
    const { entries, nextCursor } = await audit.list({ limit: 100, cursor });
    return { items: entries, nextCursor };
  });

/** What every store of customers promises. Ids are random, so that a table may be shared. */
export function describeCustomerStore(
  name: string,
  makeStore: (now: () => Date) => Promise<CustomerStoreUnderTest>,
): void {
  const setup = () => makeStore(() => new Date('2026-11-21T12:00:00.000Z'));

  describe(`${name} stores customers`, () => {
    test('a customer is read as it was written, with its audit entry', async () => {
      const { customers, audit } = await setup();
      const address = { street: '3 rue du Port', city: 'Abidjan', country: 'CI' };
      for (const customer of [
        aCustomer(),
        aCustomer({ phone: '+2250707000000', address, subscription: aSubscription() }),
      ]) {
        const entry = anAuditEntry({ action: 'customer.created' });
        expect(await customers.createOrGet(customer, entry)).toEqual(customer);
        expect(await customers.find(customer.id)).toEqual(customer);
        expect(await trailOf(audit)).toContainEqual(entry);
      }
    });

    test('creating it again returns the first one, and records nothing', async () => {
      const { customers, audit } = await setup();
      const customer = aCustomer();
      await customers.createOrGet(customer, anAuditEntry());
      const again = anAuditEntry();
      const other = { ...customer, name: 'Autre' };
      expect(await customers.createOrGet(other, again)).toEqual(customer);
      expect(await trailOf(audit)).not.toContainEqual(again);
    });

    test('an unknown customer is not found', async () => {
      const { customers } = await setup();
      expect(await customers.find(aCustomer().id)).toBeUndefined();
      expect(await customers.save(nextOf(aCustomer()), { audit: anAuditEntry() })).toBe('stale');
    });

    test('a write based on an old version is stale: nothing is changed or recorded', async () => {
      const { customers, audit, findEvent } = await setup();
      const customer = aCustomer();
      await customers.createOrGet(customer, anAuditEntry());
      const winner = nextOf(customer, { name: 'Diallo et filles', address: undefined });
      const [entry, late] = [anAuditEntry(), anAuditEntry()];
      const event = anEvent({ id: `evt_${randomUUID()}`, type: 'subscription.ended' });
      const lateEvent = { ...event, id: `evt_${randomUUID()}` };
      expect(await customers.save(winner, { audit: entry, event })).toBe('saved');
      const loser = nextOf(customer, { name: 'Autre' });
      expect(await customers.save(loser, { audit: late, event: lateEvent })).toBe('stale');
      expect(await customers.find(customer.id)).toEqual(winner);
      expect(await findEvent(event.id)).toEqual(event);
      expect(await findEvent(lateEvent.id)).toBeUndefined();
      const trail = await trailOf(audit);
      expect(trail).toContainEqual(entry);
      expect(trail).not.toContainEqual(late);
    });

    test('the list has each customer once, newest first, including archived ones', async () => {
      const { customers } = await setup();
      const made = [1, 2, 3].map((day) =>
        aCustomer({ createdAt: `2026-11-0${day}T10:00:00.000Z` }),
      );
      made[1] = { ...made[1]!, archivedAt: '2026-11-20T10:00:00.000Z' };
      for (const customer of made) await customers.createOrGet(customer, anAuditEntry());
      const mine = new Set(made.map(({ id }) => id));
      const found = await readAll(2, async (cursor) => {
        const page = await customers.list({ limit: 2, cursor });
        return { items: page.customers, nextCursor: page.nextCursor };
      });
      expect(found.filter(({ id }) => mine.has(id))).toEqual([...made].reverse());
      await expectInventedCursorsRefused((cursor) => customers.list({ limit: 5, cursor }));
    });
  });
}
