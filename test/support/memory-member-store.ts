import type { Member } from '#domain/members/member';
import type { MemberStore, MemberWrite } from '#domain/members/member-store';
import { MemoryCustomerStore } from './memory-customer-store.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port, beside the customers. */
export class MemoryMemberStore implements MemberStore {
  readonly rows = new Map<string, Member>();
  readonly customers: MemoryCustomerStore;

  constructor(customers = new MemoryCustomerStore()) {
    this.customers = customers;
  }

  findCustomer(id: string) {
    return this.customers.find(id);
  }

  async find(customerId: string, id: string): Promise<Member | undefined> {
    const member = this.rows.get(id);
    return member?.customerId === customerId ? structuredClone(member) : undefined;
  }

  async isElsewhere({ id, subject }: Member & { subject: string }): Promise<boolean> {
    return [...this.rows.values()].some((one) => one.subject === subject && one.id !== id);
  }

  async add(
    member: Member,
    { customer, audit, invitation }: MemberWrite,
  ): Promise<'saved' | 'stale'> {
    const write = () => this.rows.set(member.id, structuredClone(member));
    return this.customers.writeTogether(customer, { audit, write, event: invitation?.event });
  }

  async remove({ id }: Member, { customer, audit }: MemberWrite): Promise<'saved' | 'stale'> {
    return this.customers.writeTogether(customer, { audit, write: () => this.rows.delete(id) });
  }

  async list(customerId: string, page: PageRequest) {
    const theirs = [...this.rows.values()].filter((member) => member.customerId === customerId);
    const list = `members of ${customerId}`;
    const { items, nextCursor } = pageOf(theirs, page, { list, idOf: ({ id }) => id });
    return { members: items, nextCursor };
  }
}
