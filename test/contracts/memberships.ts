import { randomUUID } from 'node:crypto';
import type { Memberships } from '#domain/access/identify-person';
import type { CustomerStore } from '#domain/customers/customer-store';
import { type Member, memberIdOf } from '#domain/members/member';
import type { MemberStore } from '#domain/members/member-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { nextOf } from './customer-store.ts';

export type MembershipsUnderTest = {
  memberships: Memberships;
  members: MemberStore;
  customers: CustomerStore;
};

/** What whoever finds members by person and mailbox promises. Addresses are random. */
export function describeMemberships(
  name: string,
  makeStores: () => Promise<MembershipsUnderTest>,
): void {
  async function setup() {
    const stores = await makeStores();
    const person = { subject: randomUUID(), email: `koffi-${randomUUID()}@example.com` };
    let customer = aCustomer();
    await stores.customers.createOrGet(customer, anAuditEntry());
    const write = (changes = {}) => {
      customer = { ...nextOf(customer), ...changes };
      return { customer, audit: anAuditEntry() };
    };
    const koffi: Member = {
      id: memberIdOf(customer.id, person.email),
      customerId: customer.id,
      email: person.email,
      role: 'owner',
      addedAt: '2026-11-21T10:00:00.000Z',
    };
    await stores.members.add(koffi, write());
    const kept = { id: koffi.id, customerId: koffi.customerId, role: koffi.role };
    const found = { member: kept, isCustomerArchived: false };
    return { ...stores, person, koffi, kept, found, write };
  }

  describe(`${name} finds the memberships of a person`, () => {
    test('by the mailbox, in any spelling of its address, before the first sign-in', async () => {
      const { memberships, person, found } = await setup();
      for (const email of [person.email, person.email.toUpperCase(), ` ${person.email}`])
        expect(await memberships.find({ subject: randomUUID(), email })).toEqual([found]);
      expect(await memberships.find({ subject: person.subject })).toEqual([]);
      const other = person.email.replace('@', '+x@');
      expect(await memberships.find({ ...person, email: other })).toEqual([]);
    });

    test('by the person from then on, also with another address, and once', async () => {
      const { memberships, person, kept, found } = await setup();
      expect(await memberships.tie(found, person)).toBe(true);
      const tied = { member: { ...kept, subject: person.subject }, isCustomerArchived: false };
      for (const email of [person.email, undefined, 'other@example.com'])
        expect(await memberships.find({ subject: person.subject, email })).toEqual([tied]);
    });

    test('a row is tied to one person only', async () => {
      const { memberships, members, person, koffi, found } = await setup();
      expect(await memberships.tie(found, person)).toBe(true);
      expect(await memberships.tie(found, person)).toBe(true);
      expect(await memberships.tie(found, { ...person, subject: randomUUID() })).toBe(false);
      expect(await members.find(koffi.customerId, koffi.id)).toEqual({
        ...koffi,
        subject: person.subject,
      });
    });

    test('a removed member is not found any more', async () => {
      const { memberships, members, person, koffi, found, write } = await setup();
      await memberships.tie(found, person);
      await members.remove({ ...koffi, subject: person.subject }, write());
      expect(await memberships.find(person)).toEqual([]);
      expect(await memberships.tie(found, person)).toBe(false);
    });

    test('nor is an invited one who was removed before the first sign-in', async () => {
      const { memberships, members, person, koffi, write } = await setup();
      await members.remove(koffi, write());
      expect(await memberships.find(person)).toEqual([]);
    });

    test('nobody is tied in a role that has changed since it was read', async () => {
      const { memberships, members, person, koffi, found, write } = await setup();
      await members.add({ ...koffi, role: 'member' }, write());
      expect(await memberships.tie(found, person)).toBe(false);
      const [now] = await memberships.find(person);
      expect(now?.member.role).toBe('member');
      expect(await memberships.tie(now!, person)).toBe(true);
    });

    test('with a changed role, and for an archived customer', async () => {
      const { memberships, members, person, koffi, kept, write } = await setup();
      const demoted: Member = { ...koffi, role: 'member', subject: person.subject };
      await members.add(demoted, write({ archivedAt: '2026-11-22T10:00:00.000Z' }));
      expect(await memberships.find(person)).toEqual([
        { member: { ...kept, role: 'member', subject: person.subject }, isCustomerArchived: true },
      ]);
    });

    test('archiving and restoring a customer is seen by all its members, tied or not', async () => {
      const { memberships, members, customers, person, koffi, found, write } = await setup();
      const awa = { ...koffi, email: `awa-${randomUUID()}@example.com` };
      awa.id = memberIdOf(koffi.customerId, awa.email);
      await members.add(awa, write());
      await memberships.tie(found, person);
      const seen = async () => {
        const ofAwa = memberships.find({ subject: randomUUID(), email: awa.email });
        const all = await Promise.all([memberships.find(person), ofAwa]);
        return all.flat().map(({ isCustomerArchived }) => isCustomerArchived);
      };
      expect(await seen()).toEqual([false, false]);
      for (const archivedAt of ['2026-11-22T10:00:00.000Z', undefined]) {
        const { customer, audit } = write({ archivedAt });
        await customers.save(customer, { audit, isArchivingChanged: true });
        expect(await seen()).toEqual([archivedAt !== undefined, archivedAt !== undefined]);
      }
    });
  });
}
