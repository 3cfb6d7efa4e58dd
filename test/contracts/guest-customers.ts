import { randomBytes, randomUUID } from 'node:crypto';
import { hashOfToken } from '#domain/access/activation-token';
import type { CustomerStore } from '#domain/customers/customer-store';
import {
  type GuestCustomers,
  type GuestCustomerWrite,
  guestCustomer,
} from '#domain/customers/guest-customer';
import { mailboxHash } from '#domain/members/mailbox';
import { type Member, memberIdOf } from '#domain/members/member';
import type { MemberStore } from '#domain/members/member-store';
import { someTokens } from '#test/activations';
import { anAuditEntry } from '#test/audits';
import { aCustomer, somePlans } from '#test/customers';
import type { DomainEvent } from '#vocabulary/events';
import { nextOf } from './customer-store.ts';

export type GuestCustomersUnderTest = {
  guests: GuestCustomers;
  save(write: GuestCustomerWrite): Promise<'saved' | 'stale'>;
  customers: CustomerStore;
  members: MemberStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

/** What every store promises to paid orders of guests. Addresses are random. */
export function describeGuestCustomers(
  name: string,
  makeStore: () => Promise<GuestCustomersUnderTest>,
): void {
  async function setup() {
    const stores = await makeStore();
    const email = `awa+${randomUUID()}@example.com`;
    const order = (now = '2026-11-21T12:00:00.000Z', address = email) =>
      guestCustomer(
        { guests: stores.guests, tokens: someTokens, plans: somePlans, timeZone: 'Europe/Paris' },
        { buyer: { email: address, name: 'Awa Diop' }, locale: 'fr' },
        { now: new Date(now), randomBytes, requestId: 'req_1' },
      );
    return { ...stores, email, order };
  }

  describe(`${name} finds the customers of guests`, () => {
    test('the first order makes an inactive customer, and its link is told once', async () => {
      const { order, save, customers, findEvent } = await setup();
      const { account, customer, write } = await order();
      expect(account).toBe('made');
      expect(await save(write!)).toBe('saved');
      expect(await customers.find(customer.id)).toEqual(customer);
      const told = await findEvent(write!.activation.event.id);
      expect(told?.data).toEqual({ customerId: customer.id, version: '1' });
    });

    test('of orders that complete at once, one makes the customer; all others are theirs', async () => {
      const { order, save } = await setup();
      const decisions = await Promise.all(Array.from({ length: 5 }, () => order()));
      const outcomes: string[] = [];
      for (const { write } of decisions) outcomes.push(await save(write!));
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      const winner = decisions[outcomes.indexOf('saved')]!.customer;
      expect(await order()).toEqual({ account: 'inactive', customer: winner });
    });

    test('however the address is written, it is one mailbox', async () => {
      const { order, save, email } = await setup();
      const { write, customer } = await order();
      await save(write!);
      const again = await order(undefined, ` ${email.toUpperCase()} `);
      expect(again).toEqual({ account: 'inactive', customer });
      expect((await order(undefined, email.replace('awa+', 'awa'))).account).toBe('made');
    });

    test('a guest who comes back after the link expired gets the next one, once', async () => {
      const { order, save } = await setup();
      const first = await order();
      await save(first.write!);
      const late = '2026-11-24T12:00:00.001Z';
      const [one, other] = [await order(late), await order(late)];
      expect(one).toMatchObject({ account: 'inactive', customer: { activationVersion: 2 } });
      expect(await save(one.write!)).toBe('saved');
      expect(await save(other.write!)).toBe('stale');
      expect((await order(late)).write).toBeUndefined();
      const { tokenHash } = one.write!.activation.activation;
      expect(tokenHash).toBe(hashOfToken(someTokens.issue(first.customer.id, 2)));
    });

    test('a created customer keeps its mailbox, and gets the orders of guests', async () => {
      const { order, customers, email } = await setup();
      const customer = aCustomer({ email });
      await customers.createOrGet(customer, anAuditEntry());
      await customers.createOrGet(aCustomer({ email }), anAuditEntry());
      expect(await order()).toEqual({ account: 'member', customer });
    });

    test.each([
      ['archived', { archivedAt: '2026-11-20T10:00:00.000Z' }],
      ['erased', { state: 'erased' }],
      ['with another address now', { email: 'compta@example.com' }],
    ] as const)('a customer that is %s is not revived: another one is made', async (_, change) => {
      const { order, customers, save, email } = await setup();
      const before = aCustomer({ email });
      await customers.createOrGet(before, anAuditEntry());
      await customers.save(nextOf(before, change), { audit: anAuditEntry() });
      const { account, customer, write } = await order();
      expect(account).toBe('made');
      expect(await save(write!)).toBe('saved');
      expect(await order()).toEqual({ account: 'inactive', customer });
    });

    test('the only owner of the mailbox is found; of two customers neither is guessed', async () => {
      const { order, customers, members, email, guests } = await setup();
      const own = async () => {
        const customer = aCustomer({ email: `compta+${randomUUID()}@example.com` });
        await customers.createOrGet(customer, anAuditEntry());
        const owner: Member = {
          id: memberIdOf(customer.id, email),
          customerId: customer.id,
          email,
          role: 'owner',
          addedAt: customer.createdAt,
        };
        const written = nextOf(customer);
        await members.add(owner, { customer: written, audit: anAuditEntry() });
        return written;
      };
      const customer = await own();
      expect(await order()).toEqual({ account: 'member', customer });
      await own();
      expect(await guests.ownedBy(mailboxHash(email))).toHaveLength(2);
      expect((await order()).account).toBe('made');
    });
  });
}
