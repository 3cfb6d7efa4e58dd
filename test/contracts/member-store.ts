import { randomUUID } from 'node:crypto';
import type { CustomerStore } from '#domain/customers/customer-store';
import { type Member, memberIdOf } from '#domain/members/member';
import type { MemberStore } from '#domain/members/member-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { nextOf } from './customer-store.ts';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type MemberStoreUnderTest = { members: MemberStore; customers: CustomerStore };

const aMemberOf = (customerId: string, email: string): Member => ({
  id: memberIdOf(customerId, email),
  customerId,
  email,
  role: 'member',
  addedAt: '2026-11-21T10:00:00.000Z',
});

/** What every store of members promises. Ids are random, so that a table may be shared. */
export function describeMemberStore(
  name: string,
  makeStore: () => Promise<MemberStoreUnderTest>,
): void {
  async function setup() {
    const stores = await makeStore();
    const first = aCustomer();
    await stores.customers.createOrGet(first, anAuditEntry());
    let last = first;
    /** The next write of the customer. */
    const write = () => {
      last = nextOf(last);
      return { customer: last, audit: anAuditEntry() };
    };
    return { ...stores, customerId: first.id, first, write };
  }

  describe(`${name} stores members`, () => {
    test('a member is read as it was added, and belongs to no other customer', async () => {
      const { members, customerId, write } = await setup();
      const koffi = { ...aMemberOf(customerId, 'koffi@example.com'), name: 'Koffi' };
      expect(await members.add(koffi, write())).toBe('saved');
      expect(await members.find(customerId, koffi.id)).toEqual(koffi);
      expect(await members.find(aCustomer().id, koffi.id)).toBeUndefined();
    });

    test('if the customer was written meanwhile, no member is added or removed', async () => {
      const { members, customerId, first, write } = await setup();
      const [koffi, awa] = ['koffi@example.com', 'awa@example.com'].map((email) =>
        aMemberOf(customerId, email),
      ) as [Member, Member];
      await members.add(koffi, write());
      const late = () => ({ customer: nextOf(first), audit: anAuditEntry() });
      expect(await members.add(awa, late())).toBe('stale');
      expect(await members.remove(koffi, late())).toBe('stale');
      expect(await members.find(customerId, koffi.id)).toEqual(koffi);
      expect(await members.find(customerId, awa.id)).toBeUndefined();
    });

    test('a removed member is neither found nor listed, and may be added again', async () => {
      const { members, customerId, write } = await setup();
      const koffi = aMemberOf(customerId, 'koffi@example.com');
      await members.add(koffi, write());
      expect(await members.remove(koffi, write())).toBe('saved');
      expect(await members.find(customerId, koffi.id)).toBeUndefined();
      expect((await members.list(customerId, { limit: 5 })).members).toEqual([]);
      expect(await members.add(koffi, write())).toBe('saved');
      expect((await members.list(customerId, { limit: 5 })).members).toEqual([koffi]);
    });

    test('a person who is bound to two members is elsewhere, too', async () => {
      const { members, customerId, write } = await setup();
      const subject = randomUUID();
      const koffi = { ...aMemberOf(customerId, 'koffi@example.com'), subject };
      await members.add(koffi, write());
      expect(await members.isElsewhere(koffi)).toBe(false);
      await members.add({ ...aMemberOf(customerId, 'k@example.com'), subject }, write());
      expect(await members.isElsewhere(koffi)).toBe(true);
    });

    test('the list has each member once, page by page', async () => {
      const { members, customerId, write } = await setup();
      const added = ['a', 'b', 'c', 'd', 'e'].map((who) =>
        aMemberOf(customerId, `${who}@example.com`),
      );
      for (const member of added) await members.add(member, write());
      const listed = await readAll(2, async (cursor) => {
        const page = await members.list(customerId, { limit: 2, cursor });
        return { items: page.members, nextCursor: page.nextCursor };
      });
      const byEmail = (a: Member, b: Member) => a.email.localeCompare(b.email);
      expect(listed.sort(byEmail)).toEqual(added);
      await expectInventedCursorsRefused((cursor) =>
        members.list(customerId, { limit: 5, cursor }),
      );
    });
  });
}
