import type { Severity } from './alerts.ts';

type OfPayment = {
  paymentId: string;
  planId?: string;
  /** Only of our own orders, `ord_…`: a shop's own order number concerns nobody here. */
  orderId?: string;
};

type OfRefund = OfPayment & { refundId: string };

type OfSubscription = {
  customerId: string;
  planId: string;
  /** ISO 8601 UTC; absent when no paid period is left. */
  currentPeriodEnd?: string;
  paymentId?: string;
  reason?: 'refunded' | 'plan_changed' | 'cancelled';
};

type OfMonth = {
  customerId: string;
  /** `YYYY-MM` */
  month: string;
};

type OfAlert = {
  alertId: string;
  /** With `dimension`, what the alert is about. */
  rule: string;
  dimension: string;
  severity: Severity;
  because:
    | 'opened'
    | 'worse'
    | 'snooze_over'
    | 'unanswered'
    | 'still_unanswered'
    | 'repeated'
    | 'resolved';
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
  'payment.dispute_closed': {
    paymentId: string;
    dispute: 'won' | 'lost' | 'none';
    /** Of a lost one: all that the buyer has got by disputes, in minor units. */
    lostMinor?: string;
  };
  /** One of many has its number and is still to be rendered; starts that. */
  'invoice.numbered': { invoiceId: string };
  /** For a payment, or for a month's usage; `platform`: one that French companies get by a platform. */
  'invoice.issued': { invoiceId: string; paymentId?: string; platform?: 'true' };
  /** An invoice that was issued before it was paid. */
  'invoice.paid': { invoiceId: string; paymentId: string; platform?: 'true' };
  /** A person wants a copy mailed: the entry of the history says to whom. */
  'invoice.resent': { invoiceId: string; entryAt: string };
  /** The customer is to be asked for the money. */
  'invoice.reminded': { invoiceId: string; tone: 'friendly' | 'firm' | 'last' };
  /** The credit note of a refund (named), or of a lost dispute. */
  'credit_note.issued': {
    creditNoteId: string;
    invoiceId: string;
    /** Absent for one that cancels an unpaid invoice. */
    paymentId?: string;
    refundId?: string;
    platform?: 'true';
  };
  /** The invoicing platform told us of a flow: a reason to ask about it. */
  'platform.notified': { flowId: string; platform: 'true' };
  /** A document was rejected or refused on the platform; its number is used up all the same. */
  'invoice.rejected': { invoiceId: string; code: string };
  /** A refund repeats one that came back, whose credit note still stands; it gets no other one. */
  'refund.repeated': { paymentId: string; refundId: string; creditNoteId: string };
  /** An order of ours is paid, and its customer is known; starts its invoice. */
  'order.paid': {
    orderId: string;
    paymentId: string;
    customerId: string;
    /** Made for this order, not activated yet, or a member's: the mails say so. */
    account: 'made' | 'inactive' | 'member';
    /** How many files belong to it; absent without any, which then start no work. */
    files?: string;
  };
  /** It was cancelled, refunded or expired, and money came all the same; it is honoured. */
  'order.paid_late': { orderId: string; paymentId: string };
  /** A file that belongs to a paid order is missing, or not what was announced. */
  'order.files_lacking': { orderId: string; paymentId: string };
  'order.refunded': { orderId: string; paymentId: string };
  /** Somebody of the shop wants a mail sent again: one that did not arrive. */
  'message.resent': {
    messageId: string;
    customerId?: string;
    paymentId?: string;
    invoiceId?: string;
  };
  /** A mail to a customer did not arrive, or was held back since earlier ones had not. */
  'message.undeliverable': {
    messageId: string;
    customerId?: string;
    paymentId?: string;
    invoiceId?: string;
    reason: 'bounced' | 'complained' | 'rejected' | 'suppressed';
  };
  /** Somebody typed an address to get a new link; only its hash is told, whoever it is. */
  'activation.asked': { mailbox: string };
  /** A link to prove the mailbox must be mailed; the mail derives its token again. */
  'activation.requested': { customerId: string; memberId?: string; version: string };
  /** A guest has proven the mailbox and is a member. */
  'customer.activated': { customerId: string };
  /** Its row was written: plan or projects may be others. Told by the stream, kept nowhere. */
  'customer.changed': { customerId: string };
  /** An admin has asked for it; starts the job. */
  'customer.erasure_requested': { customerId: string };
  /** An admin has asked for a copy of all that is stored of it; starts the job. */
  'customer.export_requested': { customerId: string };
  /** A file for the accountant is to be written, or written on; starts the job. */
  'export.requested': { exportId: string; name: string; step: string };
  /** The person is in no record any more, except those that the law keeps. */
  'customer.erased': { customerId: string };
  'subscription.activated': OfSubscription;
  /** The paid period ends in a week. */
  'subscription.renewal_due': OfSubscription;
  /** It will end with the paid period, unless the customer resumes it or pays again. */
  'subscription.cancelled': OfSubscription;
  /** The customer gave the plan back, or had cancelled it; or an admin set another one. */
  'subscription.ended': OfSubscription;
  /** Not renewed before the grace period ended. */
  'subscription.expired': OfSubscription;
  /** Deliveries are to be sent again, or the job of before is to go on; starts that. */
  'webhook_endpoint.replay_asked': {
    endpointId: string;
    /** ISO 8601 UTC, times of events, both included. */
    from: string;
    to: string;
    state: 'failed' | 'skipped' | 'all';
    askedAt: string;
    /** The last event that an earlier run has come to. */
    after?: string;
  };
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
  /** A webhook endpoint has failed for so many hours, and never succeeded. */
  'webhook_endpoint.failing': { endpointId: string; hours: '24' | '72' };
  /** It failed for days, or asked for nothing more: it gets nothing until an admin enables it. */
  'webhook_endpoint.disabled': { endpointId: string; reason: 'failing' | 'gone' };
  /** A customer's month is closed, whether or not there is something to pay. */
  'usage.month_closed': OfMonth & {
    recount: 'confirmed' | 'flagged';
    isDue: 'true' | 'false';
  };
  /** Something is wrong with the shop; a rule or an alarm says what. */
  'alert.opened': OfAlert;
  /** Worse, or nobody has answered. */
  'alert.escalated': OfAlert;
  'alert.resolved': OfAlert;
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
