import * as z from 'zod/mini';
import type { PublicEventType } from '#vocabulary/webhooks';
import * as part from '../parts.ts';
import { subscriptionView } from '../plans.ts';
import * as objects from './objects.ts';

/** What the event itself says, mostly ids; it is there even when the object is too large. */
const about = {
  payment: {
    paymentId: z.string(),
    planId: z.optional(z.string()),
    orderId: z.optional(z.string()),
  },
  subscription: {
    customerId: z.string(),
    planId: z.string(),
    currentPeriodEnd: z.optional(part.timestamp),
    paymentId: z.optional(z.string()),
    reason: z.optional(z.enum(['refunded', 'plan_changed', 'cancelled'])),
  },
  order: { orderId: z.string(), paymentId: z.string(), customerId: z.optional(z.string()) },
  customer: { customerId: z.string() },
  invoice: { invoiceId: z.string(), paymentId: z.optional(z.string()) },
};

const ofRefund = { ...about.payment, refundId: z.string() };

const ofMonth = { customerId: z.string(), month: z.string() };

/** What every message has in its data. */
const stamp = { id: z.string(), apiVersion: z.string(), occurredAt: part.timestamp };

const message = <
  Type extends PublicEventType,
  About extends z.core.$ZodShape,
  Subject extends z.core.$ZodType,
>(
  type: Type,
  ids: About,
  object: Subject,
) =>
  z.object({
    type: z.literal(type),
    timestamp: part.timestamp,
    data: z.object({
      ...stamp,
      version: z.nullable(z.int()),
      about: z.object(ids),
      object: z.nullable(object),
      customer: z.optional(objects.webhookBuyer),
    }),
  });

const ofPayment = <Type extends PublicEventType>(type: Type) =>
  message(type, about.payment, objects.webhookPayment);

const ofOrder = <Type extends PublicEventType>(type: Type) =>
  message(type, about.order, objects.webhookOrder);

const ofSubscription = <Type extends PublicEventType>(type: Type) =>
  message(type, about.subscription, subscriptionView);

const disputed = {
  ...about.payment,
  dispute: z.enum(['open', 'won', 'lost', 'none']),
  lostMinor: z.optional(z.string()),
};

/** One schema for each type, for ever: it may gain fields, and changes in no other way. */
export const messages = {
  'payment.completed': ofPayment('payment.completed'),
  'payment.failed': ofPayment('payment.failed'),
  'payment.cancelled': ofPayment('payment.cancelled'),
  'payment.expired': ofPayment('payment.expired'),
  'payment.review': ofPayment('payment.review'),
  'payment.duplicate': ofPayment('payment.duplicate'),
  'payment.disputed': message('payment.disputed', disputed, objects.webhookPayment),
  'payment.dispute_closed': message('payment.dispute_closed', disputed, objects.webhookPayment),
  'payment.refunded': message('payment.refunded', ofRefund, objects.webhookRefund),
  'refund.failed': message('refund.failed', ofRefund, objects.webhookRefund),
  'refund.task_opened': message('refund.task_opened', ofRefund, objects.webhookRefund),
  'invoice.issued': message('invoice.issued', about.invoice, objects.webhookInvoice),
  'invoice.paid': message('invoice.paid', about.invoice, objects.webhookInvoice),
  'invoice.rejected': message(
    'invoice.rejected',
    { ...about.invoice, code: z.string() },
    objects.webhookInvoice,
  ),
  'credit_note.issued': message(
    'credit_note.issued',
    { creditNoteId: z.string(), ...about.invoice, refundId: z.optional(z.string()) },
    objects.webhookInvoice,
  ),
  'order.paid': ofOrder('order.paid'),
  'order.paid_late': ofOrder('order.paid_late'),
  'order.files_lacking': ofOrder('order.files_lacking'),
  'order.refunded': ofOrder('order.refunded'),
  'subscription.activated': ofSubscription('subscription.activated'),
  'subscription.renewal_due': ofSubscription('subscription.renewal_due'),
  'subscription.cancelled': ofSubscription('subscription.cancelled'),
  'subscription.ended': ofSubscription('subscription.ended'),
  'subscription.expired': ofSubscription('subscription.expired'),
  'usage.threshold_crossed': message('usage.threshold_crossed', ofMonth, objects.webhookThreshold),
  'usage.month_closed': message('usage.month_closed', ofMonth, objects.webhookPeriod),
  'customer.activated': message('customer.activated', about.customer, objects.webhookCustomer),
  'customer.erased': message('customer.erased', about.customer, objects.webhookCustomer),
} as const satisfies Record<PublicEventType, z.core.$ZodType>;

/** The message of a test: it goes the way of all others, and says nothing. */
export const pingMessage = z.object({
  type: z.literal('ping'),
  timestamp: part.timestamp,
  data: z.object({ ...stamp, endpointId: z.string() }),
});
