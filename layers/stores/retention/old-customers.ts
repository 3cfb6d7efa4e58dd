import type { NewestOf } from '#domain/retention/due';
import type { ForgetCustomersDeps } from '#domain/retention/forget-customers';
import { customerFrom } from '../customer-store.ts';
import { indexes, keys } from '../keys.ts';
import { keyOf } from '../stored.ts';
import type { Table } from '../table.ts';
import { type Kind, rowsByAge } from './by-age.ts';

const customers: Kind = {
  prefix: 'cus',
  keyOf: keys.customer,
  partitionOf: () => 'CUSTOMERS',
};

/** Customers by age, and their last contacts: two keys of an index. */
export const oldCustomers = (table: Table): ForgetCustomersDeps['customers'] => ({
  page: async (after, before, limit) =>
    (await rowsByAge(table, customers, { after, before, limit })).map(customerFrom),
  async newestOf(customerId): Promise<NewestOf> {
    const [order, payment] = await Promise.all([
      newestIn(table, indexes.ownerOf('ORDERS', customerId, '').ownerPk),
      newestIn(table, indexes.owner(customerId, '').ownerPk),
    ]);
    return {
      ...(order !== undefined && { order: order.slice(keys.order('').pk.length) }),
      ...(payment !== undefined && { payment: payment.slice(keys.payment('').pk.length) }),
    };
  },
});

async function newestIn(table: Table, partition: string): Promise<string | undefined> {
  const { items } = await table.query({
    IndexName: 'owner',
    KeyConditionExpression: 'ownerPk = :pk',
    values: { ':pk': partition },
    ScanIndexForward: false,
    Limit: 1,
  });
  return items.map((item) => keyOf(item).pk)[0];
}
