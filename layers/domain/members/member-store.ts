import type { RequestedActivation } from '../activations/activation.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { Member } from './member.ts';

/** Written together with the customer, whose place is taken or freed. */
export type MemberWrite = {
  customer: Customer;
  audit: AuditEntry;
  /** Of a new member: the link of the invitation. */
  invitation?: RequestedActivation;
};

export type MemberStore = {
  findCustomer(id: string): Promise<Customer | undefined>;
  find(customerId: string, id: string): Promise<Member | undefined>;
  /** Writes all of it unless the customer was written meanwhile. */
  add(member: Member, write: MemberWrite): Promise<'saved' | 'stale'>;
  /** As `add`; keeps nothing about the person. */
  remove(member: Member, write: MemberWrite): Promise<'saved' | 'stale'>;
  /** Whether the person of this member is bound to a member of another customer, too. */
  isElsewhere(member: Member & { subject: string }): Promise<boolean>;
  /** In any order. */
  list(
    customerId: string,
    page: { limit: number; cursor?: string },
  ): Promise<{ members: Member[]; nextCursor: string | null }>;
};
