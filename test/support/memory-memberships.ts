import type { Membership, Memberships } from '#domain/access/identify-person';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import type { MemoryMemberStore } from './memory-member-store.ts';

/** Keeps the promises of the port, over the members that are kept. */
export class MemoryMemberships implements Memberships {
  readonly #members: MemoryMemberStore;

  constructor(members: MemoryMemberStore) {
    this.#members = members;
  }

  async find({ subject, email }: { subject: string; email?: string }): Promise<Membership[]> {
    const isTheirs = (member: Member) =>
      member.subject === subject ||
      (email !== undefined && mailboxHash(member.email) === mailboxHash(email));
    const theirs = [...this.#members.rows.values()].filter(isTheirs);
    return Promise.all(
      theirs.map(async (member) => ({
        member: structuredClone(member),
        isCustomerArchived:
          (await this.#members.findCustomer(member.customerId))?.archivedAt !== undefined,
      })),
    );
  }

  async tie({ id }: Member, subject: string): Promise<boolean> {
    const row = this.#members.rows.get(id);
    if (!row || (row.subject !== undefined && row.subject !== subject)) return false;
    row.subject = subject;
    return true;
  }
}
