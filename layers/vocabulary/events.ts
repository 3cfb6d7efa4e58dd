type OfPayment = { paymentId: string; planId?: string };

type OfRefund = OfPayment & { refundId: string };

type OfSubscription = {
  customerId: string;
  planId: string;
  /** ISO 8601 UTC; absent when no paid period is left. */
  currentPeriodEnd?: string;
  paymentId?: string;
  reason?: 'refunded' | 'plan_changed';
};

type OfMonth = {
  customerId: string;
  /** `YYYY-MM` */
  month: string;
};

/** Each event's data. Values are text, mostly ids, so that consumers read the current state. */
export type EventData = {
  'payment.completed': OfPayment;
  'payment.failed': OfPayment;
  'payment.cancelled': OfPayment;
  'payment.expired': OfPayment;
  'payment.review': OfPayment;
  /** The same order was paid twice. */
  'payment.duplicate': OfPayment;
  'payment.refunded': OfRefund;
  'refund.failed': OfRefund;
  /** A person must return the money and record the proof. */
  'refund.task_opened': OfRefund;
  'payment.disputed': { paymentId: string; dispute: 'open' };
  'payment.dispute_closed': { paymentId: string; dispute: 'won' | 'lost' | 'none' };
  /** For a payment, or for a month's usage. */
  'invoice.issued': { invoiceId: string; paymentId?: string };
  /** An invoice that was issued before it was paid. */
  'invoice.paid': { invoiceId: string; paymentId: string };
  'subscription.activated': OfSubscription;
  /** The paid period ends in a week. */
  'subscription.renewal_due': OfSubscription;
  /** The customer gave the plan back, or an admin set another one. */
  'subscription.ended': OfSubscription;
  /** Not renewed before the grace period ended. */
  'subscription.expired': OfSubscription;
  /** A customer has used 80, 95 or 100 % of its plan. */
  'usage.threshold_crossed': OfMonth & {
    meter: 'traffic' | 'storage';
    /** Percent. */
    threshold: string;
    percent: string;
    bytes: string;
    limitBytes: string;
  };
  /** Counters differed from the raw events and were corrected. */
  'usage.window_repaired': OfMonth & {
    /** The month that was being closed. */
    closing: string;
  };
  /** A customer's month is closed, whether or not there is something to pay. */
  'usage.month_closed': OfMonth & {
    recount: 'confirmed' | 'flagged';
    isDue: 'true' | 'false';
  };
};

export type EventType = keyof EventData;

/** A field of some event's data. */
export type EventField = { [Type in EventType]: keyof EventData[Type] }[EventType];

/** Events of some types, each with its own data. */
export type Fact<Types extends EventType> = {
  [Type in Types]: {
    /** `evt_…`; consumers use it to handle an event once. */
    id: string;
    type: Type;
    /** ISO 8601 UTC. */
    occurredAt: string;
    /** The id of the causing request, in every log line that follows from it. */
    requestId: string;
    data: EventData[Type];
  };
}[Types];

/**
 * An event, written to the outbox in the transaction that makes it true, and delivered at least
 * once to the queues that subscribe to its type.
 */
export type DomainEvent = Fact<EventType>;
