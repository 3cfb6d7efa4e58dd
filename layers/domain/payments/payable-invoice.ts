import { type Caller, requireScope } from '../access/caller.ts';
import { InvalidRequestError, UnauthenticatedError } from '../errors.ts';
import { invoiceOrder } from '../invoices/invoice-order.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import { initiatorFor } from './initiator.ts';
import type { PaymentOrder } from './payment.ts';
import type { LookUp, Payer, PaymentRequest } from './payment-request.ts';

/**
 * Anyone with the invoice's link may pay it, as may its customer's members, the shop's own server
 * and the shop's people; amount and customer are looked up.
 */
export function payableInvoice(
  deps: Pick<LookUp, 'invoices'>,
  { caller, holdsTokenOf }: Payer,
  request: PaymentRequest & { invoiceId: string },
): () => Promise<PaymentOrder> {
  const { amount, currency, lines, description, customer, planId, orderId, deposits, ...rest } =
    request;
  const holdsLink = holdsTokenOf(request.invoiceId);
  requirePayer(caller, holdsLink);
  if (amount !== undefined || lines !== undefined)
    throw new InvalidRequestError('The amount of an invoice is looked up: leave it out.');
  const payer = customer && { email: customer.email, phone: customer.phone };
  const initiatorOf = ({ customerId }: Invoice) =>
    initiatorFor(caller, { customerId, holdsLink, named: customer?.customerId });
  return () => invoiceOrder(deps, { ...rest, payer }, initiatorOf);
}

function requirePayer(caller: Caller, holdsLink: boolean): void {
  if (holdsLink) return;
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in, or open the link you got.');
  if (caller.kind === 'key') requireScope(caller, 'payments:write');
}
