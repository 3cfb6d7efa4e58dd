export type EventType =
  | 'payment.completed'
  | 'payment.failed'
  | 'payment.cancelled'
  | 'payment.expired'
  | 'payment.review'
  /** A second payment has paid for the same order. */
  | 'payment.duplicate'
  | 'payment.refunded'
  | 'refund.failed'
  /** A person must give the money back, and note the proof. */
  | 'refund.task_opened'
  | 'payment.disputed'
  | 'payment.dispute_closed'
  | 'invoice.issued';

/**
 * A fact, written to the outbox in the transaction that makes it true, brought to the queues that
 * subscribe to its type at least once.
 */
export type DomainEvent = {
  /** `evt_…`; what consumers are idempotent by. */
  id: string;
  type: EventType;
  /** ISO 8601 UTC. */
  occurredAt: string;
  /** The request that set it off; every log line down the chain carries it. */
  requestId: string;
  data: Record<string, string>;
};
