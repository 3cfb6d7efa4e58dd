type OfPayment = { paymentId: string; planId?: string };

type OfRefund = OfPayment & { refundId: string };

type OfSubscription = {
  customerId: string;
  planId: string;
  /** ISO 8601 UTC; absent where nothing paid for is left. */
  currentPeriodEnd?: string;
  paymentId?: string;
  reason?: 'refunded' | 'plan_changed';
};

type OfMonth = {
  customerId: string;
  /** `YYYY-MM` */
  month: string;
};

/** What each fact says. All is text, also numbers; ids, so that whoever hears of it reads what is true then. */
export type EventData = {
  'payment.completed': OfPayment;
  'payment.failed': OfPayment;
  'payment.cancelled': OfPayment;
  'payment.expired': OfPayment;
  'payment.review': OfPayment;
  /** A second payment has paid for the same order. */
  'payment.duplicate': OfPayment;
  'payment.refunded': OfRefund;
  'refund.failed': OfRefund;
  /** A person must give the money back, and note the proof. */
  'refund.task_opened': OfRefund;
  'payment.disputed': { paymentId: string; dispute: 'open' };
  'payment.dispute_closed': { paymentId: string; dispute: 'won' | 'lost' | 'none' };
  /** For a payment, or for what a month has cost. */
  'invoice.issued': { invoiceId: string; paymentId?: string };
  /** One that was issued before it was paid. */
  'invoice.paid': { invoiceId: string; paymentId: string };
  'subscription.activated': OfSubscription;
  /** What is paid for ends in a week. */
  'subscription.renewal_due': OfSubscription;
  /** Given back, or another plan was set by hand. */
  'subscription.ended': OfSubscription;
  /** Nobody paid, and the days of grace are over. */
  'subscription.expired': OfSubscription;
  /** A customer has used 80, 95 or 100 % of what its plan allows. */
  'usage.threshold_crossed': OfMonth & {
    meter: 'traffic' | 'storage';
    /** Percent. */
    threshold: string;
    percent: string;
    bytes: string;
    limitBytes: string;
  };
  /** Counters did not say what the raw events say, and were set to it. */
  'usage.window_repaired': OfMonth & {
    /** The month that was being closed. */
    closing: string;
  };
  /** A customer's month is closed, whether there is something to pay or not. */
  'usage.month_closed': OfMonth & {
    recount: 'confirmed' | 'flagged';
    isDue: 'true' | 'false';
  };
};

export type EventType = keyof EventData;

/** A field that some fact's data has. */
export type EventField = { [Type in EventType]: keyof EventData[Type] }[EventType];

/** The facts of some types, each with its own data. */
export type Fact<Types extends EventType> = {
  [Type in Types]: {
    /** `evt_…`; what consumers are idempotent by. */
    id: string;
    type: Type;
    /** ISO 8601 UTC. */
    occurredAt: string;
    /** The request that set it off; every log line down the chain carries it. */
    requestId: string;
    data: EventData[Type];
  };
}[Types];

/**
 * A fact, written to the outbox in the transaction that makes it true, brought to the queues that
 * subscribe to its type at least once.
 */
export type DomainEvent = Fact<EventType>;
