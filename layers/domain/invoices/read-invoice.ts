import { type Caller, hasRole, hasScope, requireTokenOrScope } from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import type { Invoice } from './invoice-store.ts';

export type InvoiceAccess = {
  caller: Caller;
  clientToken?: string;
  /** For the document only: until then a returning browser's token is valid. */
  readAt?: Date;
};

/**
 * The subject of the token in an invoice's mail: its payment, so it equals the token that the buyer
 * already has; an invoice still to be paid has its own.
 */
export const tokenSubjectOf = ({ id, paymentId = id }: Pick<Invoice, 'id' | 'paymentId'>): string =>
  paymentId;

/** @throws UnauthenticatedError or ForbiddenError when the caller can read no invoice at all. */
export const requireInvoiceReader = (access: Pick<InvoiceAccess, 'caller' | 'clientToken'>): void =>
  requireTokenOrScope(access, 'invoices:read', 'Sign in, or open the link you got.');

/** Whether the caller's token belongs to this invoice. */
export function showsTokenOf(
  { id, paymentId, paidBy, content, credit }: Invoice,
  { clientToken, readAt }: Omit<InvoiceAccess, 'caller'>,
  clientTokens: ClientTokens,
): boolean {
  // Whoever reads an invoice reads its credit notes.
  const subjects = [
    id,
    paymentId,
    (paidBy ?? content.payment)?.id,
    credit?.invoiceId,
    credit?.paymentId,
  ].filter((subject) => subject !== undefined);
  return subjects.some(
    (subject) =>
      clientTokens.isValid(clientToken, subject) ||
      (readAt !== undefined && clientTokens.isResultToken(clientToken, subject, readAt)),
  );
}

/**
 * Whether this caller may read the invoice: finance and admins, the customer's members, a server
 * key with `invoices:read` (a bound one only its customer's), and whoever has the client token of
 * its payment or of the invoice itself (the link to pay).
 */
export function mayReachInvoice(
  invoice: Invoice,
  access: InvoiceAccess,
  clientTokens: ClientTokens,
): boolean {
  const { caller } = access;
  if (showsTokenOf(invoice, access, clientTokens)) return true;
  if (hasRole(caller, 'admin', 'finance')) return true;
  const isOfCustomer =
    'customerId' in caller &&
    caller.customerId !== undefined &&
    caller.customerId === invoice.customerId;
  if (caller.kind === 'person') return isOfCustomer;
  return (
    hasScope(caller, 'invoices:read') &&
    (isOfCustomer || (caller.kind === 'key' && caller.customerId === undefined))
  );
}
