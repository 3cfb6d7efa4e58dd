import { isOpen, type Payment } from './payment.ts';

/** Where a browser that comes back from the provider goes on to. */
export type WayOn =
  /** The shop's own address. */
  | { to: 'shop'; url: string }
  /** The page on which the invoice is paid, which keeps its token in the browser. */
  | { to: 'invoice'; invoiceId: string }
  /** Our result page, which may read until then how the payment ended. */
  | { to: 'result'; readableUntil: Date };

/** How long after the time to pay a returning browser may read how the payment ended. */
const readableMs = 60 * 60 * 1000;

/** @param hasGivenUp what the browser's address says: it counts only while the payment is open. */
export function wayOn(payment: Payment, hasGivenUp: boolean): WayOn {
  const { invoiceId, returnUrl, cancelUrl, initiator, expiresAt } = payment;
  const isUnpaid = hasGivenUp && isOpen(payment);
  const url = isUnpaid ? (cancelUrl ?? returnUrl) : returnUrl;
  if (url !== undefined) return { to: 'shop', url };
  // What a query says is worth no invoice: the page has its token, or shows nothing.
  if (isUnpaid && invoiceId !== undefined && initiator.kind === 'link')
    return { to: 'invoice', invoiceId };
  return { to: 'result', readableUntil: new Date(Date.parse(expiresAt) + readableMs) };
}
