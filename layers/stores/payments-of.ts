import type { Payment } from '#domain/payments/payment';
import { keys } from './keys.ts';
import { paymentFrom } from './stored-payment.ts';
import type { Table } from './table.ts';

/** Reads payments as they are now; those that are not stored are left out. */
export const paymentsOf =
  (table: Table) =>
  async (ids: readonly string[]): Promise<Payment[]> =>
    (await table.getMany(ids.map(keys.payment), { isConsistent: true })).map(paymentFrom);
