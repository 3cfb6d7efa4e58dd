import { erasedOrder } from '#domain/erasure/erased';
import { isUnpaidOrder } from '#domain/retention/due';
import type { OldRecords } from '#domain/retention/walk';
import { rewriteRow } from '../erasing/rewrite.ts';
import { keys } from '../keys.ts';
import { orderFrom, orderWrite } from '../order-store.ts';
import { keyIsFree, type Table } from '../table.ts';
import { type Kind, rowsByAge, yearsOf } from './by-age.ts';

const orders: Kind = { prefix: 'ord', keyOf: keys.order, partitionOf: yearsOf('ORDERS') };

/**
 * Orders that nobody paid for. One that a payment has claimed is paid, and not completed yet: its
 * buyer must stay.
 */
export const oldOrders = (table: Table, now: () => Date): OldRecords => ({
  async page(after, before, limit) {
    const rows = await rowsByAge(table, orders, { after, before, limit });
    const found = rows.map(orderFrom);
    const due = found.filter((order) => isUnpaidOrder(order, now()));
    return { due: due.map(({ id }) => id), open: [], last: found.at(-1)?.id };
  },
  async forget(id) {
    const claim = keys.orderPaid(`shop#${id}`);
    if (await table.get(claim)) return false;
    return rewriteRow(table, keys.order(id), (item) => {
      const order = orderFrom(item);
      if (!isUnpaidOrder(order, now())) return [];
      const { customerId } = order;
      return [
        orderWrite(erasedOrder(order, customerId, now())),
        { check: { key: claim, condition: keyIsFree } },
      ];
    });
  },
});
