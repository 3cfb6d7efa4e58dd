import type { Membership, Memberships, PersonAtMailbox } from '#domain/access/identify-person';
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
        member: keptOf(member),
        isCustomerArchived:
          (await this.#members.findCustomer(member.customerId))?.archivedAt !== undefined,
      })),
    );
  }

  async tie({ member }: Membership, { subject }: PersonAtMailbox): Promise<boolean> {
    const row = this.#members.rows.get(member.id);
    if (!row || (row.subject !== undefined && row.subject !== subject)) return false;
    if (row.role !== member.role || row.revokedAt !== member.revokedAt) return false;
    row.subject = subject;
    return true;
  }
}

const keptOf = ({ id, customerId, role, subject, revokedAt }: Member): Membership['member'] => ({
  id,
  customerId,
  role,
  ...(subject !== undefined && { subject }),
  ...(revokedAt !== undefined && { revokedAt }),
});
