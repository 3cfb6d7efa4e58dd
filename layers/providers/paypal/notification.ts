import type { ParsedNotification } from '#domain/payments/notification';
import type { PayPalEventType } from '#vocabulary/paypal-events';
import { ownId } from './own-ids.ts';
import type { Link, WireCapture, WireOrder } from './wire.ts';

/** The object of an event; its kind depends on the event's type. */
type Resource = WireOrder &
  WireCapture & {
    order_id?: string;
    disputed_transactions?: { seller_transaction_id?: string; custom?: string }[];
  };

type PayPalEvent = {
  id: string;
  create_time: string;
  event_type: string;
  resource?: Resource;
};

type Subject = Omit<ParsedNotification, 'eventId' | 'eventType' | 'occurredAt' | 'mode'>;

/**
 * Reads an event whose signature has been verified
 * (developer.paypal.com/api/rest/webhooks/event-names). Its resource is a hint; PayPal is asked for
 * it.
 */
export function parsePayPalNotification(rawBody: string): ParsedNotification {
  const { id, create_time, event_type, resource = {} } = JSON.parse(rawBody) as PayPalEvent;
  return {
    eventId: id,
    eventType: event_type,
    occurredAt: new Date(create_time).toISOString(),
    ...(subjects.get(event_type) ?? nothing)(resource),
  };
}

const nothing = (): Subject => ({ concerns: 'nothing' });

const order = ({ id, purchase_units }: Resource): Subject => ({
  concerns: 'payment',
  paymentId: ownId('pay', purchase_units?.[0]?.custom_id),
  reference: id,
});

/** The buyer's approval was not used in time, and PayPal has cancelled it. */
const reversedApproval = ({ order_id, ...resource }: Resource): Subject =>
  order({ ...resource, id: order_id });

const capture = ({ id, custom_id, supplementary_data }: Resource): Subject => ({
  concerns: 'payment',
  paymentId: ownId('pay', custom_id),
  reference: supplementary_data?.related_ids?.order_id,
  transaction: id,
});

/** The resource is the refund, and `custom_id` the refund's own; a link leads to its capture. */
const refund = ({ custom_id, links }: Resource): Subject => ({
  concerns: 'money_back',
  paymentId: ownId('pay', custom_id),
  transaction: lastSegment(links?.find(({ rel }) => rel === 'up')),
});

const dispute = ({ disputed_transactions: [disputed] = [] }: Resource): Subject => ({
  concerns: 'money_back',
  paymentId: ownId('pay', disputed?.custom),
  transaction: disputed?.seller_transaction_id,
});

const lastSegment = (link: Link | undefined): string | undefined =>
  link?.href.split(/[?#]/)[0]?.split('/').at(-1);

/** The reader of each event type; a missing one does not compile. */
const readers: Record<PayPalEventType, (resource: Resource) => Subject> = {
  'CHECKOUT.ORDER.APPROVED': order,
  'CHECKOUT.ORDER.COMPLETED': order,
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED': reversedApproval,
  'PAYMENT.CAPTURE.COMPLETED': capture,
  'PAYMENT.CAPTURE.PENDING': capture,
  'PAYMENT.CAPTURE.DENIED': capture,
  'PAYMENT.CAPTURE.DECLINED': capture,
  'PAYMENT.CAPTURE.REFUNDED': refund,
  'PAYMENT.CAPTURE.REVERSED': refund,
  'PAYMENT.REFUND.PENDING': refund,
  'PAYMENT.REFUND.FAILED': refund,
  'CUSTOMER.DISPUTE.CREATED': dispute,
  'CUSTOMER.DISPUTE.UPDATED': dispute,
  'CUSTOMER.DISPUTE.RESOLVED': dispute,
};

const subjects = new Map(Object.entries(readers));
