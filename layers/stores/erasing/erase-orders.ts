import { isAwaitingPayment, isJudgingFiles } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { erasedOrder, isErasedBuyer } from '#domain/erasure/erased';
import type { StoredFiles } from '#domain/files/stored-files';
import type { Order } from '#domain/orders/order';
import { keys } from '../keys.ts';
import { orderFrom, orderWrite } from '../order-store.ts';
import type { Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { rewriteRow } from './rewrite.ts';

export type OrderErasure = {
  belongings: Belongings;
  files: Pick<StoredFiles, 'erase'>;
  now: () => Date;
};

/**
 * Orders, with their files; one that a guest may still pay for is left to whoever does. Files go
 * after their names: from then on nobody copies them any more.
 */
export const eraseOrders = (
  table: Table,
  { belongings, files, now }: OrderErasure,
): ErasureStep => ({
  name: 'orders',
  async run(subject) {
    let count = 0;
    for await (const { id } of belongings.orders(subject)) {
      let erased: Order | undefined;
      const isChanged = await rewriteRow(table, keys.order(id), (item) => {
        const order = orderFrom(item);
        erased = isAwaitingPayment(order, now()) ? undefined : order;
        if (!erased || isErasedBuyer(order.buyer)) return [];
        if (isJudgingFiles(order)) throw new Error('files of an order are still being judged');
        return [orderWrite(erasedOrder(order, subject.customer.id, now()))];
      });
      for (const file of erased?.files ?? []) await files.erase({ orderId: id, fileId: file.id });
      if (isChanged) count++;
    }
    return count;
  },
});
