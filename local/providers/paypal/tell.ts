import type { Forgery, Receiver } from '../deliverer.ts';
import type { Metadata } from '../faults.ts';
import { writeMoney } from '../money-text.ts';
import type { PayPalAccount } from './account.ts';
import { newId } from './ids.ts';
import { disputeObject, orderObject, refundObject, wholeCapture } from './objects.ts';
import {
  type Capture,
  type Dispute,
  marksOf,
  type Order,
  type Refund,
  type WebhookEvent,
} from './records.ts';
import { authAlgorithm } from './webhook-signer.ts';
import { get, instant, post, sumForText } from './wire.ts';

const orderSummaries = {
  'CHECKOUT.ORDER.APPROVED': 'An order has been approved by buyer',
  'CHECKOUT.ORDER.COMPLETED': 'Checkout Order Completed',
};

/** The order was approved by the payer, or captured by the seller. */
export function tellOfOrder(
  account: PayPalAccount,
  order: Order,
  type: keyof typeof orderSummaries,
): void {
  publish(account, {
    type,
    resourceType: 'checkout-order',
    resourceVersion: '2.0',
    summary: orderSummaries[type],
    resource: orderObject(account, order),
    marks: marksOf(order),
    transactionIds: [order.id],
  });
}

/** The payer approved but nobody captured: PayPal cancels the approval and deletes the order. */
export function tellOfReversedApproval(account: PayPalAccount, order: Order): void {
  publish(account, {
    type: 'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
    summary: 'A payment has been reversed after approval.',
    resource: {
      order_id: order.id,
      purchase_units: order.units.map(({ referenceId, customId, invoiceId }) => ({
        reference_id: referenceId,
        custom_id: customId,
        invoice_id: invoiceId,
      })),
      payment_source: { paypal: {} },
    },
    marks: marksOf(order),
    transactionIds: [order.id],
  });
}

/** The money came, is on its way, or failed. */
export function tellOfCapture(
  account: PayPalAccount,
  capture: Capture,
  what: 'COMPLETED' | 'PENDING' | 'DENIED' | 'DECLINED',
): void {
  publish(account, {
    ...aboutCapture(account, capture),
    type: `PAYMENT.CAPTURE.${what}`,
    resourceType: 'capture',
    summary: `Payment ${what.toLowerCase()} for ${moneyText(capture)}`,
    resource: wholeCapture(account, capture),
  });
}

/** A refund succeeded, is on its way, or failed; the resource is the refund, not the capture. */
export function tellOfRefund(account: PayPalAccount, refund: Refund): void {
  const type = {
    COMPLETED: 'PAYMENT.CAPTURE.REFUNDED',
    PENDING: 'PAYMENT.REFUND.PENDING',
    FAILED: 'PAYMENT.REFUND.FAILED',
    CANCELLED: 'PAYMENT.REFUND.FAILED',
  }[refund.status];
  const summary = `A ${moneyText(refund)} capture payment was refunded`;
  publishRefund(account, refund, { type, summary });
}

/** PayPal took the money back after a dispute. */
export function tellOfReversal(account: PayPalAccount, reversal: Refund): void {
  const summary = `A ${moneyText(reversal)} capture payment was reversed`;
  publishRefund(account, reversal, { type: 'PAYMENT.CAPTURE.REVERSED', summary });
}

export function tellOfDispute(
  account: PayPalAccount,
  dispute: Dispute,
  what: 'CREATED' | 'UPDATED' | 'RESOLVED',
): void {
  publish(account, {
    ...aboutCapture(account, dispute.capture),
    type: `CUSTOMER.DISPUTE.${what}`,
    resourceType: 'dispute',
    summary: `Dispute ${what.toLowerCase()} with Case # ${dispute.id}`,
    resource: disputeObject(account, dispute),
  });
}

function publishRefund(
  account: PayPalAccount,
  refund: Refund,
  told: Pick<Happening, 'type' | 'summary'>,
): void {
  const capture = account.captures.get(refund.captureId);
  if (!capture) return;
  const about = aboutCapture(account, capture);
  publish(account, {
    ...about,
    ...told,
    resourceType: 'refund',
    resource: refundObject(account, refund),
    transactionIds: [...about.transactionIds, refund.id],
  });
}

function aboutCapture({ orders }: PayPalAccount, capture: Capture) {
  const order = orders.get(capture.orderId);
  const unit = order?.units.find(({ referenceId }) => referenceId === capture.referenceId);
  return {
    resourceVersion: '2.0',
    marks: { ...(order && marksOf(order, unit)), capture_id: capture.id },
    transactionIds: [capture.id, capture.orderId],
  };
}

function moneyText({ sum }: { sum: Capture['sum'] }): string {
  return `${writeMoney(sumForText(sum).amount, sum.currency, 'en')} ${sum.currency}`;
}

/** An event and its object. */
type Happening = {
  type: string;
  resourceType?: string;
  resourceVersion?: string;
  summary: string;
  resource: object;
  marks: Metadata;
  transactionIds: string[];
};

/** The tolerance is undocumented; retries last three days, so no genuine one is older. */
const staleMs = 4 * 24 * 60 * 60 * 1000;

/** Records an event and notifies the seller's webhook. */
function publish(account: PayPalAccount, happening: Happening): void {
  const createdMs = account.clock.nowMs();
  const event = envelope(account, happening, createdMs);
  account.events.push({ event, transactionIds: happening.transactionIds, createdMs });
  const body = JSON.stringify(event);
  account.log.record({
    id: event.id,
    type: event.event_type,
    marks: [happening.marks],
    data: event,
    receivers: () => receivers(account, body),
  });
}

function envelope(account: PayPalAccount, happening: Happening, nowMs: number): WebhookEvent {
  const id = newId('event');
  const self = `${account.url}/v1/notifications/webhooks-events/${id}`;
  const { resourceType, resourceVersion } = happening;
  return {
    id,
    event_version: '1.0',
    create_time: new Date(nowMs).toISOString(),
    ...(resourceType && { resource_type: resourceType }),
    ...(resourceVersion && { resource_version: resourceVersion }),
    event_type: happening.type,
    summary: happening.summary,
    resource: structuredClone(happening.resource),
    links: [get(self), post(`${self}/resend`, 'resend')],
  };
}

/** The app's one webhook, once it has an address. */
function receivers(account: PayPalAccount, body: string): Receiver[] {
  if (account.webhookUrl === undefined) return [];
  return [
    {
      id: account.app.webhookId,
      // Read at every attempt, so that retries follow a changed address.
      get url() {
        return account.webhookUrl ?? '';
      },
      message: (forgery) => ({ headers: headersFor(account, body, { forgery }), body }),
    },
  ];
}

/** The headers that prove these bytes; `laterMs` shifts the sending time. */
export function headersFor(
  account: PayPalAccount,
  body: string | Uint8Array,
  options: { forgery?: Forgery; laterMs?: number; webhookId?: string } = {},
): Record<string, string> {
  const { app, signer } = account;
  const { forgery, laterMs = 0, webhookId = app.webhookId } = options;
  const id = crypto.randomUUID();
  const time = instant(sentMs(account, forgery) + laterMs);
  const transmission = { id, time, webhookId, body };
  const isForged = forgery === 'wrongSecret';
  return {
    'content-type': 'application/json',
    'user-agent': 'PayPal/AUHD-214.0-58843500',
    'paypal-auth-algo': authAlgorithm,
    'paypal-auth-version': 'v2',
    'paypal-cert-url': account.certificateUrl,
    'paypal-transmission-id': id,
    'paypal-transmission-time': time,
    'paypal-transmission-sig': isForged ? signer.forge(transmission) : signer.sign(transmission),
  };
}

/** The receiver uses the machine's clock or the simulated one; the later time is fresh for both. */
function sentMs({ clock }: PayPalAccount, forgery?: Forgery): number {
  const times = [Date.now(), clock.nowMs()];
  return forgery === 'stale' ? Math.min(...times) - staleMs : Math.max(...times);
}
