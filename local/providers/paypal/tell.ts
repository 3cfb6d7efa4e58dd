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
  marksOfCapture,
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
    event_type: type,
    resource_type: 'checkout-order',
    resource_version: '2.0',
    summary: orderSummaries[type],
    resource: orderObject(account, order),
    marks: marksOf(order),
    transactionIds: [order.id],
  });
}

/** The payer approved but nobody captured: PayPal cancels the approval and deletes the order. */
export function tellOfReversedApproval(account: PayPalAccount, order: Order): void {
  publish(account, {
    event_type: 'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
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
    ...aboutCapture(capture),
    event_type: `PAYMENT.CAPTURE.${what}`,
    resource_type: 'capture',
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
  publishRefund(account, refund, { event_type: type, summary });
}

/** PayPal took the money back after a dispute. */
export function tellOfReversal(account: PayPalAccount, reversal: Refund): void {
  const summary = `A ${moneyText(reversal)} capture payment was reversed`;
  publishRefund(account, reversal, { event_type: 'PAYMENT.CAPTURE.REVERSED', summary });
}

export function tellOfDispute(
  account: PayPalAccount,
  dispute: Dispute,
  what: 'CREATED' | 'UPDATED' | 'RESOLVED',
): void {
  publish(account, {
    ...aboutCapture(dispute.capture),
    event_type: `CUSTOMER.DISPUTE.${what}`,
    resource_type: 'dispute',
    summary: `Dispute ${what.toLowerCase()} with Case # ${dispute.id}`,
    resource: disputeObject(account, dispute),
  });
}

function publishRefund(
  account: PayPalAccount,
  refund: Refund,
  told: Pick<Happening, 'event_type' | 'summary'>,
): void {
  const about = aboutCapture(refund.capture);
  publish(account, {
    ...about,
    ...told,
    resource_type: 'refund',
    resource: refundObject(account, refund),
    transactionIds: [...about.transactionIds, refund.id],
  });
}

const aboutCapture = (capture: Capture) => ({
  resource_version: '2.0',
  marks: marksOfCapture(capture),
  transactionIds: [capture.id, capture.order.id],
});

function moneyText({ sum }: { sum: Capture['sum'] }): string {
  return `${writeMoney(sumForText(sum).amount, sum.currency, 'en')} ${sum.currency}`;
}

/** An event without its envelope, and what it can be found and chosen by. */
type Happening = Omit<WebhookEvent, 'id' | 'event_version' | 'create_time' | 'links'> & {
  marks: Metadata;
  transactionIds: string[];
};

/** The tolerance is undocumented; retries last three days, so no genuine one is older. */
const staleMs = 4 * 24 * 60 * 60 * 1000;

/** Records an event and notifies the seller's webhook. */
function publish(account: PayPalAccount, { marks, transactionIds, ...told }: Happening): void {
  const createdMs = account.clock.nowMs();
  const id = newId('event');
  const self = `${account.url}/v1/notifications/webhooks-events/${id}`;
  const event: WebhookEvent = {
    id,
    event_version: '1.0',
    create_time: new Date(createdMs).toISOString(),
    ...told,
    resource: structuredClone(told.resource),
    links: [get(self), post(`${self}/resend`, 'resend')],
  };
  account.events.push({ event, transactionIds, createdMs });
  const body = JSON.stringify(event);
  account.log.record({
    ...{ id, type: event.event_type, marks: [marks], data: event },
    receivers: () => receivers(account, body),
  });
}

/** The app's one webhook, if it has an address. */
function receivers(account: PayPalAccount, body: string): Receiver[] {
  const { webhookId: id, webhookUrl: url } = account.options;
  const message: Receiver['message'] = (forgery) => ({
    headers: headersFor(account, body, { forgery }),
    body,
  });
  return url === undefined ? [] : [{ id, url, message }];
}

/** The headers that prove these bytes; `laterMs` shifts the sending time. */
export function headersFor(
  account: PayPalAccount,
  body: string | Uint8Array,
  options: { forgery?: Forgery; laterMs?: number; webhookId?: string } = {},
): Record<string, string> {
  const { options: app, signer } = account;
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
