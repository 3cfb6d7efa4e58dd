import type { DomainEvent } from '#vocabulary/events';
import { actorOf, type ScheduleActor } from '../access/caller.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { Member } from '../members/member.ts';

/** What was done at one step of an erasure. */
export type DoneStep = {
  name: string;
  /** ISO 8601 UTC. */
  at: string;
  /** How many things were erased. */
  count: number;
};

/** What the law keeps: one hash over all of it proves later that it was not touched. */
export type KeptRecords = { kind: string; count: number; sha256: string; basis: string };

/**
 * The proof that a person was erased, and what is still to be done; names nobody. Times are ISO
 * 8601 UTC.
 */
export type Erasure = {
  customerId: string;
  state: 'running' | 'done';
  requestedAt: string;
  /** An actor as in the audit trail. */
  requestedBy: string;
  requestId: string;
  /** When a job that had stopped was last started again. */
  takenUpAt?: string;
  /** In the order of time. */
  steps: DoneStep[];
  finishedAt?: string;
  /** Empty until it is done. */
  kept: KeptRecords[];
  /** When what was kept may go too, or must be looked at again. */
  reviewAt?: string;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
};

/** Who asks for an erasure when nobody does: the period is over. */
export const retentionActor: ScheduleActor = { kind: 'schedule', name: 'apply-retention' };

/**
 * Whether a period is over, and no person has asked. Then only what has the customer's number goes:
 * what came under the address alone may be newer, and has periods of its own.
 */
export const isOfRetention = ({ requestedBy }: Erasure): boolean =>
  requestedBy === actorOf(retentionActor);

/** The last time that something was done about it. */
export const lastDoneAt = ({ requestedAt, takenUpAt = '', steps }: Erasure): string =>
  [requestedAt, takenUpAt, ...steps.map(({ at }) => at)].reduce((a, b) => (a > b ? a : b));

/** Whom an erasure is about, while that is still known. */
export type Subject = { erasure: Erasure; customer: Customer; members: Member[] };

export type ErasureStore = {
  find(customerId: string): Promise<Erasure | undefined>;
  /** Every erasure, newest first. */
  list(page: { limit: number; cursor?: string }): Promise<{
    erasures: Erasure[];
    nextCursor: string | null;
  }>;
  findCustomer(customerId: string): Promise<Customer | undefined>;
  members(customerId: string): Promise<Member[]>;
  /** Writes the erasure, the closed customer and what tells of it, unless one was written since. */
  begin(start: ErasureStart): Promise<'saved' | 'stale'>;
  /** Writes the erasure and what tells of it, unless it was written since it was read. */
  note(erasure: Erasure, event?: DomainEvent): Promise<'saved' | 'stale'>;
  /** Writes the end of it together: the customer without the person, the proof, the event. */
  finish(end: ErasureEnd): Promise<'saved' | 'stale'>;
};

export type ErasureStart = {
  erasure: Erasure;
  customer: Customer;
  audit?: AuditEntry;
  /** Starts the job; absent when the job itself begins again after a restore. */
  event?: DomainEvent;
};

export type ErasureEnd = { erasure: Erasure; customer: Customer; event: DomainEvent };
