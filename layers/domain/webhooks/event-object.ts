import type { Fact } from '#vocabulary/events';
import type { PublicEventType } from '#vocabulary/webhooks';
import type { Period } from '../billing-periods/period.ts';
import type { PeriodStore } from '../billing-periods/period-store.ts';
import type { Clock } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { Invoice, InvoiceStore } from '../invoices/invoice-store.ts';
import type { Order } from '../orders/order.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { Payment } from '../payments/payment.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { Plans } from '../plans/plan.ts';
import type { Refund } from '../refunds/refund.ts';
import type { RefundStore } from '../refunds/refund-store.ts';

/** An event that endpoints of others may get. */
export type PublicEvent = Fact<PublicEventType>;

/** What an event is about, as it is now: perhaps later than the event. */
export type EventObject =
  | { kind: 'payment'; payment: Payment }
  | { kind: 'refund'; refund: Refund; payment: Payment }
  /** Also a credit note. */
  | { kind: 'invoice'; invoice: Invoice }
  | { kind: 'order'; order: Order }
  | { kind: 'customer'; customer: Customer }
  | { kind: 'subscription'; customer: Customer; plans: Plans; now: Date }
  | { kind: 'period'; period: Period }
  /** The event itself says everything. */
  | { kind: 'threshold' };

export type EventObjects = {
  /** What the event is about; undefined when it is not stored any more. */
  viewOf(event: PublicEvent): Promise<EventObject | undefined>;
};

export type EventObjectStores = {
  payments: Pick<PaymentStore, 'find'>;
  refunds: Pick<RefundStore, 'load'>;
  invoices: Pick<InvoiceStore, 'find'>;
  orders: Pick<OrderStore, 'find'>;
  customers: Pick<CustomerStore, 'find'>;
  periods: Pick<PeriodStore, 'find'>;
  plans: Plans;
  now: Clock;
};

/** Reads what an event is about with one read of one store. */
export const eventObjects = (stores: EventObjectStores): EventObjects => ({
  viewOf: (event) => objectOf(stores, event),
});

async function objectOf(
  stores: EventObjectStores,
  event: PublicEvent,
): Promise<EventObject | undefined> {
  switch (event.type) {
    case 'payment.completed':
    case 'payment.failed':
    case 'payment.cancelled':
    case 'payment.expired':
    case 'payment.review':
    case 'payment.duplicate':
    case 'payment.disputed':
    case 'payment.dispute_closed': {
      const payment = await stores.payments.find(event.data.paymentId);
      return payment && { kind: 'payment', payment };
    }
    case 'payment.refunded':
    case 'refund.failed':
    case 'refund.task_opened':
      return refundOf(stores, event.data);
    case 'invoice.issued':
    case 'invoice.paid':
    case 'invoice.rejected':
      return invoiceOf(stores, event.data.invoiceId);
    case 'credit_note.issued':
      return invoiceOf(stores, event.data.creditNoteId);
    case 'order.paid':
    case 'order.paid_late':
    case 'order.files_lacking':
    case 'order.refunded': {
      const order = await stores.orders.find(event.data.orderId);
      return order && { kind: 'order', order };
    }
    case 'subscription.activated':
    case 'subscription.renewal_due':
    case 'subscription.cancelled':
    case 'subscription.ended':
    case 'subscription.expired': {
      const customer = await stores.customers.find(event.data.customerId);
      const { plans, now } = stores;
      return customer && { kind: 'subscription', customer, plans, now: now() };
    }
    case 'customer.activated':
    case 'customer.erased': {
      const customer = await stores.customers.find(event.data.customerId);
      return customer && { kind: 'customer', customer };
    }
    case 'usage.threshold_crossed':
      return { kind: 'threshold' };
    case 'usage.month_closed': {
      const period = await stores.periods.find(event.data.customerId, event.data.month);
      return period && { kind: 'period', period };
    }
  }
}

async function refundOf(
  { refunds: store }: EventObjectStores,
  { paymentId, refundId }: { paymentId: string; refundId: string },
): Promise<EventObject | undefined> {
  const { payment, refunds } = await store.load(paymentId);
  const refund = refunds.find(({ id }) => id === refundId);
  return payment && refund && { kind: 'refund', refund, payment };
}

async function invoiceOf({ invoices }: EventObjectStores, id: string) {
  const invoice = await invoices.find(id);
  return invoice && { kind: 'invoice' as const, invoice };
}

/**
 * Whose person a body with the customer in it names, so that an erasure finds it; undefined when
 * nobody is named, or nobody knows whose it is.
 */
export function customerIdOf(object: EventObject): string | undefined {
  switch (object.kind) {
    case 'payment':
    case 'refund':
      return object.payment.buyer.customerId;
    case 'invoice':
      return object.invoice.customerId;
    case 'order':
      return object.order.customerId;
    case 'customer':
    case 'subscription':
      return object.customer.id;
    case 'period':
    case 'threshold':
      return undefined;
  }
}

/**
 * Grows with every change of the object, so that a receiver drops what is older than what it has.
 * Refunds share the count of their payment; a period and a crossing never change.
 */
export function versionOf(object: EventObject): number {
  switch (object.kind) {
    case 'payment':
    case 'refund':
      return object.payment.version;
    case 'invoice':
      return factsOf(object.invoice);
    case 'order':
      return object.order.version;
    case 'customer':
    case 'subscription':
      return object.customer.version;
    case 'period':
    case 'threshold':
      return 1;
  }
}

/** An invoice has no count of its own: how many facts about it are stored, and none ever goes. */
function factsOf({
  document,
  paidBy,
  settledBy,
  creditNotes,
  platform,
  standing,
}: Invoice): number {
  const { version = 0, sentAt, firstOpenedAt, overdueAt, paidAt, cancelledAt } = standing ?? {};
  const single = [
    document,
    paidBy,
    settledBy,
    sentAt,
    firstOpenedAt,
    overdueAt,
    paidAt,
    cancelledAt,
  ];
  const known = single.filter((fact) => fact !== undefined).length;
  return 1 + known + (creditNotes?.length ?? 0) + (platform?.version ?? 0) + version;
}
