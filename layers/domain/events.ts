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
  | 'invoice.issued'
  /** One that was issued before it was paid. */
  | 'invoice.paid'
  | 'subscription.activated'
  /** What is paid for ends in a week. */
  | 'subscription.renewal_due'
  /** Given back, or another plan was set by hand. */
  | 'subscription.ended'
  /** Nobody paid, and the days of grace are over. */
  | 'subscription.expired'
  /** A customer has used 80, 95 or 100 % of what its plan allows. */
  | 'usage.threshold_crossed'
  /** Counters did not say what the raw events say, and were set to it. */
  | 'usage.window_repaired'
  /** A customer's month is closed, be there something to pay or not. */
  | 'usage.month_closed';

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
