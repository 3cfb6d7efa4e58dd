import { type PublicEventType, webhookApiVersion } from '#vocabulary/webhooks';
import { accountExamples } from './account-examples.ts';
import { ids } from './ids.ts';
import { orderExamples } from './order-examples.ts';
import { paymentExamples } from './payment-examples.ts';
import { usageExamples } from './usage-examples.ts';

const at = '2026-11-21T04:09:30.480Z';

const {
  listPayments: {
    data: [listed],
  },
  requestRefund: refundWithTexts,
  getInvoice,
} = paymentExamples;

const { description: _d, returnUrl: _r, metadata: _m, ...payment } = listed!;

const { reason: _reason, noteToBuyer: _note, ...refund } = refundWithTexts;

const { customer: _c, pdfUrl: _p, paymentMethods: _w, lines: _l, ...invoiced } = getInvoice;

const invoice = {
  ...invoiced,
  creditNotes: invoiced.creditNotes.map(({ url: _, ...note }) => note),
};

const { customer: _buyer, title: _title, uploads: _u, ...ordered } = orderExamples.getOrder;

const order = { ...ordered, files: ordered.files.map(({ name: _, ...file }) => file) };

const {
  name: _n,
  email: _e,
  phone: _ph,
  address: _a,
  siren: _s,
  vatNumber: _v,
  ...customer
} = accountExamples.getCustomer;

const { lines: _days, ...period } = usageExamples.getUsagePeriod;

const ofPayment = { paymentId: ids.payment };
const ofRefund = { ...ofPayment, refundId: ids.refund };
const ofOrder = { orderId: ids.order, paymentId: ids.payment };
const ofCustomer = { customerId: ids.customer };
const ofPlan = { ...ofCustomer, planId: 'pay_as_you_go' };
const ofMonth = { ...ofCustomer, month: '2026-10' };

/** What each type is about, and the object in its data. */
const told: Readonly<Record<PublicEventType, [about: object, object: object]>> = {
  'payment.completed': [ofPayment, payment],
  'payment.failed': [ofPayment, payment],
  'payment.cancelled': [ofPayment, payment],
  'payment.expired': [ofPayment, payment],
  'payment.review': [ofPayment, payment],
  'payment.duplicate': [ofPayment, { ...payment, isDuplicate: true }],
  'payment.disputed': [
    { ...ofPayment, dispute: 'open' },
    { ...payment, dispute: 'open' },
  ],
  'payment.dispute_closed': [
    { ...ofPayment, dispute: 'won' },
    { ...payment, dispute: 'won' },
  ],
  'payment.refunded': [ofRefund, { ...refund, status: 'succeeded' }],
  'refund.failed': [ofRefund, { ...refund, status: 'failed' }],
  'refund.task_opened': [ofRefund, { ...refund, status: 'manual' }],
  'invoice.issued': [{ invoiceId: ids.invoice }, invoice],
  'invoice.paid': [{ invoiceId: ids.invoice, paymentId: ids.payment }, invoice],
  'invoice.rejected': [{ invoiceId: ids.invoice, code: '213' }, invoice],
  'credit_note.issued': [
    { creditNoteId: ids.creditNote, invoiceId: ids.invoice, refundId: ids.refund },
    { ...invoice, id: ids.creditNote, kind: 'credit_note' },
  ],
  'order.paid': [{ ...ofOrder, ...ofCustomer }, order],
  'order.paid_late': [ofOrder, order],
  'order.files_lacking': [ofOrder, order],
  'order.refunded': [ofOrder, order],
  'subscription.activated': [ofPlan, accountExamples.getSubscription],
  'subscription.renewal_due': [ofPlan, accountExamples.getSubscription],
  'subscription.cancelled': [ofPlan, accountExamples.getSubscription],
  'subscription.ended': [{ ...ofPlan, reason: 'refunded' }, accountExamples.getSubscription],
  'subscription.expired': [ofPlan, accountExamples.getSubscription],
  'usage.threshold_crossed': [
    ofMonth,
    {
      ...ofMonth,
      meter: 'traffic',
      threshold: 80,
      percent: 82,
      bytes: 8_240_000_000,
      limitBytes: 10_000_000_000,
    },
  ],
  'usage.month_closed': [ofMonth, period],
  'customer.activated': [ofCustomer, customer],
  'customer.erased': [ofCustomer, { ...customer, state: 'erased' }],
};

const stamp = {
  id: 'evt_01M7Y4MPBC6TQ8V0Y2A4C6E8G0',
  apiVersion: webhookApiVersion,
  occurredAt: at,
};

/** An example of each message, as an endpoint gets it that does not include the customer. */
export const messageExamples: Readonly<Record<PublicEventType | 'ping', unknown>> = {
  ...(Object.fromEntries(
    Object.entries(told).map(([type, [about, object]]) => [
      type,
      { type, timestamp: at, data: { ...stamp, version: 3, about, object } },
    ]),
  ) as Record<PublicEventType, unknown>),
  ping: { type: 'ping', timestamp: at, data: { ...stamp, endpointId: ids.webhookEndpoint } },
};
