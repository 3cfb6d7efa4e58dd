import type { EventObject, PublicEvent } from '#domain/webhooks/event-object';
import { aBilledPeriod } from '#test/billed-periods';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { anIssuedInvoice } from '#test/issued-invoices';
import { aStoredOrder } from '#test/orders';
import { aCompletedPayment, anEvent } from '#test/payments';
import type { EventData } from '#vocabulary/events';
import type { PublicEventType } from '#vocabulary/webhooks';

/** Awa Koné, in every record that can hold her. */
const buyer = {
  email: 'awa.kone@example.com',
  name: 'Awa Koné',
  phone: '+2250701020304',
  address: { street: '7 rue des Jardins', city: 'Abidjan', country: 'CI' },
  customerId: 'cus_diallo',
};

export const payment = aCompletedPayment({
  buyer,
  description: 'Cours de Awa Koné',
  metadata: { pupil: 'Awa Koné' },
  returnUrl: 'https://shop.example/merci?for=awa.kone@example.com',
  orderId: 'awa.kone@example.com',
});

export const order = aStoredOrder({
  buyer,
  title: 'Affiches de Awa Koné',
  customerId: 'cus_diallo',
  files: [
    { id: 'fil_1', name: 'awa-kone.pdf', contentType: 'application/pdf', bytes: 9, status: 'kept' },
  ],
});

export const refund = {
  id: 'ref_1',
  paymentId: payment.id,
  amount: payment.amount,
  reason: 'Awa Koné s’est trompée',
  noteToBuyer: 'Chère Awa Koné',
  status: 'succeeded' as const,
  requestedBy: 'person:1',
  createdAt: '2026-11-21T11:00:00.000Z',
  updatedAt: '2026-11-21T11:00:00.000Z',
};

export const customer = aCustomer({ ...buyer, id: 'cus_diallo', subscription: aSubscription() });

async function anInvoiceOf() {
  const { content, ...invoice } = await (await anIssuedInvoice()).stored();
  const lines = content.lines.map((line) => ({ ...line, description: 'Cours de Awa Koné' }));
  return {
    ...invoice,
    content: { ...content, lines, customer: { ...content.customer, ...buyer } },
  };
}

export const objects: { [Kind in EventObject['kind']]: EventObject & { kind: Kind } } = {
  payment: { kind: 'payment', payment },
  refund: { kind: 'refund', refund, payment },
  invoice: { kind: 'invoice', invoice: await anInvoiceOf() },
  order: { kind: 'order', order },
  customer: { kind: 'customer', customer },
  subscription: {
    kind: 'subscription',
    customer,
    plans: somePlans,
    now: new Date('2026-11-22T00:00:00Z'),
  },
  period: { kind: 'period', period: aBilledPeriod() },
  threshold: { kind: 'threshold' },
};

const ofPayment = { paymentId: payment.id, orderId: 'awa.kone@example.com' };
const ofRefund = { ...ofPayment, refundId: refund.id };
const ofOrder = { orderId: order.id, paymentId: payment.id };
const ofSubscription = { customerId: 'cus_diallo', planId: 'pay_as_you_go' };
const ofMonth = { customerId: 'cus_diallo', month: '2026-11' };

/** What each type says, and what it is about. */
const told: { [Type in PublicEventType]: [EventObject['kind'], EventData[Type]] } = {
  'payment.completed': ['payment', ofPayment],
  'payment.failed': ['payment', ofPayment],
  'payment.cancelled': ['payment', ofPayment],
  'payment.expired': ['payment', ofPayment],
  'payment.review': ['payment', ofPayment],
  'payment.duplicate': ['payment', ofPayment],
  'payment.disputed': ['payment', { paymentId: payment.id, dispute: 'open' }],
  'payment.dispute_closed': [
    'payment',
    { paymentId: payment.id, dispute: 'lost', lostMinor: '46800' },
  ],
  'payment.refunded': ['refund', ofRefund],
  'refund.failed': ['refund', ofRefund],
  'refund.task_opened': ['refund', ofRefund],
  'invoice.issued': ['invoice', { invoiceId: 'inv_1', platform: 'true' }],
  'invoice.paid': ['invoice', { invoiceId: 'inv_1', paymentId: payment.id }],
  'invoice.rejected': ['invoice', { invoiceId: 'inv_1', code: '213' }],
  'credit_note.issued': ['invoice', { creditNoteId: 'inv_1', invoiceId: 'inv_0' }],
  'order.paid': ['order', { ...ofOrder, customerId: 'cus_diallo', account: 'made', files: '1' }],
  'order.paid_late': ['order', ofOrder],
  'order.files_lacking': ['order', ofOrder],
  'order.refunded': ['order', ofOrder],
  'subscription.activated': ['subscription', { ...ofSubscription, paymentId: payment.id }],
  'subscription.renewal_due': ['subscription', ofSubscription],
  'subscription.cancelled': ['subscription', ofSubscription],
  'subscription.ended': ['subscription', { ...ofSubscription, reason: 'refunded' }],
  'subscription.expired': ['subscription', ofSubscription],
  'usage.threshold_crossed': [
    'threshold',
    {
      ...ofMonth,
      meter: 'traffic',
      threshold: '80',
      percent: '81',
      bytes: '8100000000',
      limitBytes: '10000000000',
    },
  ],
  'usage.month_closed': ['period', { ...ofMonth, recount: 'confirmed', isDue: 'true' }],
  'customer.activated': ['customer', { customerId: 'cus_diallo' }],
  'customer.erased': ['customer', { customerId: 'cus_diallo' }],
};

/** Every public event once, with what is stored of what it is about. */
export const toldFacts: { event: PublicEvent; object: EventObject }[] = Object.entries(told).map(
  ([type, [kind, data]]) => ({
    event: anEvent({ type: type as PublicEventType, data: data as never }) as PublicEvent,
    object: objects[kind],
  }),
);
