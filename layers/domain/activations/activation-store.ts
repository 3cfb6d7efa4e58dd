import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { Member } from '../members/member.ts';
import type { Activation, RequestedActivation } from './activation.ts';

/** A link with whom it is for, as they are stored now. */
export type StoredActivation = {
  activation: Activation;
  customer?: Customer;
  /** The customer's member with the link's mailbox. */
  member?: Member;
};

/** Written together, unless the customer was written or the link used meanwhile. */
export type ActivationUse = {
  activation: Activation & { usedAt: string };
  customer: Customer;
  member: Member & { subject: string };
  audit: AuditEntry;
  event?: DomainEvent;
};

export type ActivationStore = {
  find(tokenHash: string): Promise<StoredActivation | undefined>;
  /** Whether a row of somebody with this mailbox is bound to a person who signs in. */
  isKnown(email: string): Promise<boolean>;
  /** Whether any row is bound to this person. */
  isBound(subject: string): Promise<boolean>;
  use(use: ActivationUse): Promise<'saved' | 'stale'>;
};

/** Everybody who may get a new link at this mailbox: a guest, or invited members. */
type PendingActivations = {
  guest?: Customer;
  invited: { customer: Customer; member: Member }[];
};

export type RenewalStore = {
  /** Records once a minute that somebody asked, with the event; says nothing about the mailbox. */
  ask(mailbox: string, event: DomainEvent): Promise<void>;
  pendingAt(mailbox: string): Promise<PendingActivations>;
  /** Written together, unless the customer was written meanwhile. */
  renew(write: {
    customer: Customer;
    member?: Member;
    activation: RequestedActivation;
  }): Promise<'saved' | 'stale'>;
};
