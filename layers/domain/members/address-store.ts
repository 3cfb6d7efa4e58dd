import type { Activation, RequestedActivation } from '../activations/activation.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { Member } from './member.ts';

/** A member who has signed in. */
export type BoundMember = Member & { subject: string };

/** A person's row, and the customer it is for. */
export type OwnRow = { member: BoundMember; customer: Customer };

/** Written together, unless the customer was written or the new address became a member meanwhile. */
export type AddressMove = {
  customer: Customer;
  from: BoundMember;
  /** Another id: it is derived from the address. */
  to: BoundMember;
  audit: AuditEntry;
  /** With the last row of the person. */
  used?: Activation & { usedAt: string };
};

export type AddressStore = {
  /** All rows that are bound to this person, read consistently. */
  rowsOf(subject: string): Promise<OwnRow[]>;
  isMember(customerId: string, id: string): Promise<boolean>;
  /** Written together, unless the customer was written meanwhile. */
  ask(write: OwnRow & { activation: RequestedActivation; audit: AuditEntry }): Promise<Outcome>;
  move(move: AddressMove): Promise<Outcome>;
};

type Outcome = 'saved' | 'stale';
