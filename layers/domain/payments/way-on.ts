import { isOpen, type Payment } from './payment.ts';

/** Where a browser continues that comes back from the provider. */
export type WayOn =
  /** The shop's own address. */
  | { to: 'shop'; url: string }
  /** The page that pays the invoice, which keeps its token in the browser. */
  | { to: 'invoice'; invoiceId: string }
  /** Our result page, which may read the payment's result until then. */
  | { to: 'result'; readableUntil: Date };

/** How long after the expiry a returning browser may read the payment's result. */
const readableMs = 60 * 60 * 1000;

/** @param hasGivenUp as the browser's address says; ignored once the payment is closed. */
export function wayOn(payment: Payment, hasGivenUp: boolean): WayOn {
  const { invoiceId, returnUrl, cancelUrl, initiator, expiresAt } = payment;
  const isUnpaid = hasGivenUp && isOpen(payment);
  const url = isUnpaid ? (cancelUrl ?? returnUrl) : returnUrl;
  if (url !== undefined) return { to: 'shop', url };
  // The page has the invoice's token itself, or shows nothing: the query alone opens no invoice.
  if (isUnpaid && invoiceId !== undefined && initiator.kind === 'link')
    return { to: 'invoice', invoiceId };
  return { to: 'result', readableUntil: new Date(Date.parse(expiresAt) + readableMs) };
}
