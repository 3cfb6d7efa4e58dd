import type { Payment } from './payment.ts';

/** Said to whoever opens a payment; it stops nobody. */
export type PaymentWarning = {
  /** The money of another payment of the same invoice is on its way: paying again pays twice. */
  code: 'payment_processing';
  /** That other payment; absent for the holder of a link, who may not read it. */
  paymentId?: string;
};

export type WarningDeps = {
  /** The payment of an invoice that is being processed, if there is one. */
  processing: (invoiceId: string) => Promise<string | undefined>;
};

/** What to know before one pays. Only payments of invoices cost the look. */
export async function warningsOf(
  { processing }: WarningDeps,
  { id, invoiceId, initiator }: Pick<Payment, 'id' | 'invoiceId' | 'initiator'>,
): Promise<PaymentWarning[]> {
  if (invoiceId === undefined) return [];
  const paymentId = await processing(invoiceId);
  if (paymentId === undefined || paymentId === id) return [];
  return [{ code: 'payment_processing', ...(initiator.kind !== 'link' && { paymentId }) }];
}
