import { type Caller, hasRole, hasScope, requireTokenOrScope } from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import type { Invoice } from './invoice-store.ts';

export type InvoiceAccess = {
  caller: Caller;
  clientToken?: string;
  /** For the document alone: a returning browser's token counts, until its time is over. */
  readAt?: Date;
};

/**
 * What the token in an invoice’s letter is made for: the payment whose invoice it is, which is the
 * token that its buyer has anyway; an invoice that is to be paid has a token of its own.
 */
export const tokenSubjectOf = ({ id, paymentId = id }: Pick<Invoice, 'id' | 'paymentId'>): string =>
  paymentId;

/** @throws UnauthenticatedError or ForbiddenError for whom no invoice need be looked for. */
export const requireInvoiceReader = (access: Pick<InvoiceAccess, 'caller' | 'clientToken'>): void =>
  requireTokenOrScope(access, 'invoices:read', 'Sign in, or open the link you got.');

/** Whether the token that the caller shows is one of this invoice. */
export function showsTokenOf(
  { id, paymentId, paidBy }: Invoice,
  { clientToken, readAt }: Omit<InvoiceAccess, 'caller'>,
  clientTokens: ClientTokens,
): boolean {
  const subjects = [id, paymentId, paidBy?.id].filter((subject) => subject !== undefined);
  return subjects.some(
    (subject) =>
      clientTokens.isValid(clientToken, subject) ||
      (readAt !== undefined && clientTokens.isResultToken(clientToken, subject, readAt)),
  );
}

/**
 * May this caller read the invoice? Finance and admins, the customer's members, a server key with
 * `invoices:read` (a bound one: its customer's only), and whoever holds the client token of its
 * payment, or of the invoice itself: the link to pay by.
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
