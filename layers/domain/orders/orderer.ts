import { type Caller, requireScope } from '../access/caller.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import {
  CustomerArchivedError,
  FieldNotAllowedError,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
} from '../errors.ts';
import type { Buyer } from '../payments/payment.ts';
import { isProduct, type WantedLine } from './order-lines.ts';

export type OrderRequest = { customer?: Buyer; lines: readonly WantedLine[] };

/**
 * Checks what this caller may order. Only the shop's server sets a price; everyone else orders what
 * is on the price list.
 *
 * @throws ForbiddenError for a key without the scope.
 * @throws FieldNotAllowedError for a line with a price.
 */
export function requireMayOrder(caller: Caller, { lines }: OrderRequest): void {
  if (caller.kind === 'key') requireScope(caller, 'payments:write');
  else if (!lines.every(isProduct))
    throw new FieldNotAllowedError(
      'lines.unitAmount',
      'A price is set by a server’s API key only: send productId and quantity.',
    );
}

/**
 * The buyer, with the customer whose order it is; a guest has none until the order is paid. A
 * member who names no buyer orders with the customer's own details.
 *
 * @throws FieldNotAllowedError for a guest who names a customer.
 * @throws ForbiddenError for another customer than the caller's own.
 * @throws NotFoundError or CustomerArchivedError for a customer that cannot order.
 */
export async function ordererOf(
  { customers }: { customers: Pick<CustomerStore, 'find'> },
  caller: Caller,
  { customer: named }: OrderRequest,
): Promise<Buyer> {
  const customerId = customerFor(caller, named?.customerId);
  if (customerId === undefined) return named ?? missing();
  const customer = await customers.find(customerId);
  if (!customer || customer.state === 'erased') throw new NotFoundError('customer');
  if (customer.archivedAt !== undefined) throw new CustomerArchivedError();
  return { ...(named ?? detailsOf(customer)), customerId };
}

function customerFor(caller: Caller, named: string | undefined): string | undefined {
  if (caller.kind === 'public') {
    if (named === undefined) return undefined;
    throw new FieldNotAllowedError('customer.customerId', 'Sign in to order for a customer.');
  }
  const isShops = caller.customerId === undefined && mayName(caller);
  if (isShops) return named;
  if (named !== undefined && named !== caller.customerId)
    throw new ForbiddenError('You may order for your own customer only.');
  return caller.customerId;
}

/** The shop's own server, and its administrators. */
const mayName = (caller: Exclude<Caller, { kind: 'public' }>): boolean =>
  caller.kind === 'key' || caller.roles.includes('admin');

function missing(): never {
  throw new InvalidRequestError('Say who buys.', [{ path: 'customer', message: 'is missing' }]);
}

const detailsOf = ({ email, name, phone, kind, address, siren, vatNumber }: Customer): Buyer => ({
  email,
  name,
  kind,
  ...(phone !== undefined && { phone }),
  ...(address && { address }),
  ...(siren !== undefined && { siren }),
  ...(vatNumber !== undefined && { vatNumber }),
});
