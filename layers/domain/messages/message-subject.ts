import { type Invoice, paymentOf } from '../invoices/invoice-store.ts';
import type { Payment } from '../payments/payment.ts';
import type { Subject } from './message.ts';

/** Whom and what the mails about an invoice or a credit note concern. */
export function subjectOfInvoice(invoice: Invoice): Subject {
  const { customerId } = invoice;
  const paymentId = invoice.paymentId ?? paymentOf(invoice)?.id;
  return {
    ...(customerId !== undefined && { customerId }),
    ...(paymentId !== undefined && { paymentId }),
    invoiceId: invoice.id,
  };
}

export function subjectOfPayment({ id, buyer }: Payment): Subject {
  const { customerId } = buyer;
  return { ...(customerId !== undefined && { customerId }), paymentId: id };
}
