import type * as z from 'zod/mini';
import type { KeyCaller } from '#domain/access/caller';
import { isErasedBuyer } from '#domain/erasure/erased';
import type { EventObject, PublicEvent } from '#domain/webhooks/event-object';
import { viewCustomer } from '../customer-views.ts';
import { viewInvoice } from '../invoices.ts';
import { viewOrder } from '../order-views.ts';
import { viewListed } from '../payment-view.ts';
import { viewPeriod } from '../periods.ts';
import { viewSubscription } from '../plan-views.ts';
import { viewRefund } from '../refunds.ts';
import type { webhookBuyer } from './objects.ts';

/** Receivers see what the shop's own server sees. */
const shopsServer: KeyCaller = { kind: 'key', keyId: 'webhooks', scopes: ['payments:read'] };

/** The API's view of what an event is about, still with everything personal. */
export function viewObject(object: EventObject, event: PublicEvent): unknown {
  switch (object.kind) {
    case 'payment':
      return viewPaymentOf(object);
    case 'refund':
      return viewRefund(object.refund);
    case 'invoice':
      return viewInvoiceOf(object);
    case 'order':
      return viewOrder(object.order, shopsServer);
    case 'customer':
      return viewCustomer(object.customer);
    case 'subscription':
      return viewSubscription(object.customer, object.plans, object.now);
    case 'period':
      return viewPeriod(object.period);
    case 'threshold':
      return viewThreshold(event);
  }
}

/** A shop may have used an address as the order's number: that names the buyer. */
function viewPaymentOf({ payment }: EventObject & { kind: 'payment' }) {
  const view = viewListed(payment, { action: 'none', shopsOwn: true, customer: true });
  return view.orderId?.includes('@') ? { ...view, orderId: null } : view;
}

function viewInvoiceOf({ invoice }: EventObject & { kind: 'invoice' }) {
  const creditNotes = (invoice.creditNotes ?? []).map((note) => ({ ...note, url: '' }));
  return viewInvoice(invoice, {
    creditNotes,
    paymentMethods: [],
    pdfUrl: '',
    showsCustomer: true,
  });
}

function viewThreshold({ type, data }: PublicEvent) {
  if (type !== 'usage.threshold_crossed') return null;
  const { customerId, month, meter, ...numbers } = data;
  const [threshold, percent] = [Number(numbers.threshold), Number(numbers.percent)];
  const [bytes, limitBytes] = [Number(numbers.bytes), Number(numbers.limitBytes)];
  return { customerId, month, meter, threshold, percent, bytes, limitBytes };
}

type Person = Partial<z.infer<typeof webhookBuyer>> & { name: string; email: string };

/** Who it concerns; undefined when nobody is stored, or the person was erased. */
export function buyerOf(object: EventObject): z.infer<typeof webhookBuyer> | undefined {
  const person = personOf(object);
  if (!person || isErasedBuyer(person)) return undefined;
  const { name, email, phone, address } = person;
  return { name, email, phone: phone ?? null, address: address ?? null };
}

function personOf(object: EventObject): Person | undefined {
  switch (object.kind) {
    case 'payment':
    case 'refund':
      return object.payment.buyer;
    case 'invoice':
      return object.invoice.content.customer;
    case 'order':
      return object.order.buyer;
    case 'customer':
    case 'subscription':
      return object.customer;
    case 'period':
    case 'threshold':
      return undefined;
  }
}
