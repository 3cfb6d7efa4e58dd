import { type Caller, requireScope } from '#domain/access/caller';
import { InvalidRequestError, UnauthenticatedError } from '#domain/errors';
import { invoiceOrder } from '#domain/invoices/invoice-order';
import type { Invoice } from '#domain/invoices/invoice-store';
import { initiatorFor } from '#domain/payments/initiator';
import type { PaymentOrder } from '#domain/payments/payment';
import type { OrderDeps, Payer, Request } from './order-request.ts';

/**
 * Who holds the invoice's link pays it, and so do its customer's members, the shop's own server and
 * the shop's people; what it costs and whose it is are looked up.
 */
export function invoiceOrderMaker(
  deps: Pick<OrderDeps, 'invoices'>,
  { caller, holdsTokenOf }: Payer,
  request: Request & { invoiceId: string },
): () => Promise<PaymentOrder> {
  const { amount, currency, lines, description, customer, planId, orderId, ...rest } = request;
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
