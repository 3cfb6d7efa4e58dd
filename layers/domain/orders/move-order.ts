import type { Caller } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Order, OrderStatus } from './order.ts';
import { OrderNotMovableError } from './order-errors.ts';
import type { OrderStore } from './order-store.ts';

export type MoveOrderDeps = { orders: Pick<OrderStore, 'find' | 'save'>; pause: Pause };

/** What the shop does with an order; money moves it elsewhere. */
export type OrderMove = 'fulfilled' | 'cancelled';

const mayBecome: Record<OrderMove, readonly OrderStatus[]> = {
  fulfilled: ['in_progress'],
  // Paid money stays until it is refunded.
  cancelled: ['pending_payment', 'in_progress'],
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the order' };

/**
 * Fulfils or cancels an order, and records who did. A repetition is not an error.
 *
 * @throws NotFoundError when there is no such order.
 * @throws OrderNotMovableError when its state does not allow it.
 */
export const moveOrder = (
  { orders, pause }: MoveOrderDeps,
  { id, to }: { id: string; to: OrderMove },
  context: AuditContext<Caller>,
): Promise<Order> =>
  untilSaved({ ...race, pause }, async () => {
    const order = await orders.find(id);
    if (!order) throw new NotFoundError('order');
    if (order.status === to) return order;
    if (!mayBecome[to].includes(order.status)) throw new OrderNotMovableError(order.status, to);
    const moved: Order = {
      ...order,
      status: to,
      updatedAt: context.now.toISOString(),
      version: order.version + 1,
    };
    const audit = auditEntry(context, {
      action: `order.${to}`,
      subject: id,
      before: { status: order.status },
      after: { status: to },
    });
    return (await orders.save(moved, { audit })) === 'saved' ? moved : overtaken;
  });
