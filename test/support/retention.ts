import { randomUUID } from 'node:crypto';
import type { Customer } from '#domain/customers/customer';
import { newErasure } from '#domain/erasure/carry-out-erasure';
import type { Erasure } from '#domain/erasure/erasure';
import type { Order } from '#domain/orders/order';
import type { Payment } from '#domain/payments/payment';
import type { RetentionDeps } from '#domain/retention/apply-retention';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoExportStore } from '#stores/export-store';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { proofStore, unfinished } from '#stores/retention/due-erasures';
import { oldCustomers } from '#stores/retention/old-customers';
import { oldOrders } from '#stores/retention/old-orders';
import { nobodysPayments, unpaidPayments } from '#stores/retention/old-payments';
import { DynamoRetentionPositions } from '#stores/retention/retention-positions';
import type { Table } from '#stores/table';
import { defaultPeriods } from '#vocabulary/retention';
import { anAuditEntry } from './audits.ts';
import { noPause, seededBytes } from './clock.ts';
import { aCustomer, aNewId } from './customers.ts';
import { aStoredOrder } from './orders.ts';
import { aPayment } from './payments.ts';

/** Everything that the retention periods need, over one table. */
export function retainingIn(table: Table, now: () => Date): RetentionDeps {
  const belongings = new Belongings(table, now);
  return {
    now,
    randomBytes: seededBytes('retention'),
    pause: noPause,
    periods: defaultPeriods,
    positions: new DynamoRetentionPositions(table),
    erasures: new DynamoErasureStore(table),
    exports: new DynamoExportStore(table),
    unfinished: unfinished(table),
    proofs: proofStore(table),
    customers: oldCustomers(table),
    hasUnbilledUsage: async () => false,
    survey: async (customerId) => ({ payments: await belongings.payments(customerId) }),
    records: {
      orders: oldOrders(table, now),
      unpaidPayments: unpaidPayments(table, now),
      nobodysPayments: nobodysPayments(table, now),
    },
  };
}

/** A guest who bought then, and never set a password. */
export async function storeGuest(
  table: Table,
  at: string,
  changes: Partial<Customer> = {},
): Promise<Customer> {
  const times = { createdAt: at, updatedAt: at };
  const guest = aCustomer({ ...times, state: 'inactive', ...changes });
  const entry = anAuditEntry({ at, action: 'customer.created', subject: guest.id, before: null });
  return new DynamoCustomerStore(table).createOrGet(guest, entry);
}

/** What somebody ordered then; nobody has paid for it. */
export const storeOrder = (
  table: Table,
  at: string,
  changes: Partial<Order> = {},
): Promise<Order> => {
  const expiresAt = new Date(Date.parse(at) + 24 * 3_600_000).toISOString();
  const order = aStoredOrder({ createdAt: at, updatedAt: at, expiresAt, ...changes });
  return new DynamoOrderStore(table, () => new Date(at)).createOrGet(order);
};

/** A payment of then that failed, and that the provider has forgotten. */
export const storeFailed = (
  table: Table,
  at: string,
  changes: Partial<Payment> = {},
): Promise<Payment> => {
  const payment = aPayment({
    id: aNewId('pay', at),
    createdAt: at,
    status: 'failed',
    action: undefined,
    providerReference: undefined,
    ...changes,
  });
  return new DynamoPaymentStore(table, () => new Date(at)).createOrGet(payment);
};

/** An erasure that was asked for then, of whose job nobody has heard since. */
export async function storeStopped(
  table: Table,
  at: string,
  changes: Partial<Erasure> = {},
): Promise<Erasure> {
  const { id, version, ...person } = await storeGuest(table, at, {
    email: `${randomUUID()}@example.com`,
  });
  const erasure: Erasure = {
    ...newErasure({
      customerId: id,
      requestedAt: new Date(at),
      requestedBy: 'person:user-admin',
      requestId: 'request-1',
    }),
    ...changes,
  };
  const customer = { ...person, id, state: 'erased' as const, erasedAt: at, version: version + 1 };
  await new DynamoErasureStore(table).begin({ erasure, customer });
  return erasure;
}
