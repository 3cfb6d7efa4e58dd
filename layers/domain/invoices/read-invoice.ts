import { type Caller, hasRole, hasScope } from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import type { Invoice } from './invoice-store.ts';

/**
 * May this caller read the invoice? Finance and admins, the customer's members, a server key with
 * `invoices:read` (a bound one: its customer's only), and whoever holds the client token of its
 * payment, or of the invoice itself: the link to pay by.
 */
export function mayReachInvoice(
  invoice: Invoice,
  { caller, clientToken }: { caller: Caller; clientToken?: string },
  clientTokens: ClientTokens,
): boolean {
  const { id, paymentId, paidBy } = invoice;
  const subjects = [id, paymentId, paidBy?.id].filter((subject) => subject !== undefined);
  if (subjects.some((subject) => clientTokens.isValid(clientToken, subject))) return true;
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
