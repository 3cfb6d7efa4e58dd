import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { OrderFile } from '../files/order-file.ts';
import type { Order } from '../orders/order.ts';
import type { Buyer, Payment } from '../payments/payment.ts';
import { noPlaces } from '../plans/plan.ts';
import type { Project } from '../projects/project.ts';
import type { Refund } from '../refunds/refund.ts';

/** Stands where a name or a text of somebody was. */
export const erasedText = 'erased';

/** Stands where an address was; a name that never exists (RFC 2606), so no mail is sent to it. */
export const erasedAddress = 'erased@erased.invalid';

/** Whether the person was erased from it. */
export const isErasedBuyer = ({ email }: Pick<Buyer, 'email'>): boolean => email === erasedAddress;

/** Only whose it was stays, by a number that names nobody any more. */
const erasedBuyer = ({ kind, customerId }: Buyer): Buyer => ({
  email: erasedAddress,
  name: erasedText,
  ...(kind !== undefined && { kind }),
  ...(customerId !== undefined && { customerId }),
});

/** From now on nobody acts for the customer; the person is still in it until the job is through. */
export function closedForErasure(customer: Customer, now: Date): Customer {
  const at = now.toISOString();
  const { subscription: _, ...rest } = customer;
  return {
    ...rest,
    state: 'erased',
    erasedAt: at,
    archivedAt: customer.archivedAt ?? at,
    updatedAt: at,
    version: customer.version + 1,
  };
}

/** What is left: a number, a plan, and times. */
export const erasedCustomer = (customer: Customer, now: Date): Customer => ({
  id: customer.id,
  name: erasedText,
  email: erasedAddress,
  kind: customer.kind,
  locale: customer.locale,
  timeZone: customer.timeZone,
  planId: customer.planId,
  state: 'erased',
  erasedAt: customer.erasedAt ?? now.toISOString(),
  archivedAt: customer.archivedAt ?? now.toISOString(),
  places: noPlaces,
  createdAt: customer.createdAt,
  updatedAt: now.toISOString(),
  version: customer.version + 1,
});

const erasedFile = ({ reason: _, ...file }: OrderFile): OrderFile => ({
  ...file,
  name: erasedText,
  status: 'erased',
});

/**
 * Its lines stay, since invoices are proven by them. Of its files only ids stay, to delete them by. One that nobody has paid for is cancelled: its
 * link could still be paid. It belongs to the erased customer, so that late money makes no other.
 */
export function erasedOrder(order: Order, customerId: string | undefined, now: Date): Order {
  const { title: _, files, ...rest } = order;
  return {
    ...rest,
    status: order.status === 'pending_payment' ? 'cancelled' : order.status,
    ...(customerId !== undefined && { customerId }),
    buyer: erasedBuyer({ ...order.buyer, ...(customerId !== undefined && { customerId }) }),
    ...(files && { files: files.map(erasedFile) }),
    updatedAt: now.toISOString(),
    version: order.version + 1,
  };
}

/**
 * Amounts, times, lines and the provider's own numbers stay: the ledger and claims need them. A shop
 * may have used an address as the order's number.
 */
export function erasedPayment(payment: Payment, now: Date): Payment {
  const { returnUrl: _r, cancelUrl: _c, action: _a, orderId, ...rest } = payment;
  return {
    ...rest,
    ...(orderId !== undefined && !orderId.includes('@') && { orderId }),
    buyer: erasedBuyer(payment.buyer),
    description: erasedText,
    metadata: {},
    updatedAt: now.toISOString(),
    version: payment.version + 1,
  };
}

/** The proof of a transfer stays: it is an accounting document, as the invoice is. */
export function erasedRefund(refund: Refund): Refund {
  const { noteToBuyer: _, ...rest } = refund;
  return { ...rest, reason: erasedText };
}

export const erasedProject = (project: Project, now: Date): Project => ({
  ...project,
  name: erasedText,
  archivedAt: project.archivedAt ?? now.toISOString(),
});

/** Who did what to what, and when, stays; what somebody wrote goes. */
export function erasedEntry(entry: AuditEntry): AuditEntry {
  const { reason, before, after } = entry;
  return {
    ...entry,
    before: withoutNames(before),
    after: withoutNames(after),
    ...(reason !== undefined && { reason: erasedText }),
  };
}

/** The fields of entries that hold what somebody wrote. */
const written = new Set(['name', 'proof', 'reason']);

const withoutNames = (state: AuditEntry['before']): AuditEntry['before'] =>
  state &&
  Object.fromEntries(
    Object.entries(state).map(([field, value]) => [field, written.has(field) ? erasedText : value]),
  );
