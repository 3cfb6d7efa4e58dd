import { secondsUntil, TooManyError } from '../access/abuse-errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import {
  hasRoom,
  type NetworkHour,
  type OpenOrder,
  type OpenOrderStore,
  type OpenOrders,
  openOrderOf,
  openOrdersMax,
  roomAt,
} from './open-orders.ts';
import type { Order } from './order.ts';
import type { OrderStore } from './order-store.ts';

export type LimitedOrderDeps = {
  orders: Pick<OrderStore, 'find'> & OpenOrderStore;
  pause: Pause;
};

/** Who is counted, and for strangers from where. */
export type CountedBy = { subject: string; network?: string };

const race = { attemptsMax: 12, busy: 'too many concurrent orders of one orderer' };

/**
 * Stores an order of somebody who may have only so many unpaid ones; the same order again is only
 * returned. One that is paid, cancelled or expired gives its place back.
 *
 * @throws TooManyError when too many wait for their payment, or their files are too large together,
 * or strangers of this network have ordered too much within the hour.
 */
export const createLimited = (
  { orders, pause }: LimitedOrderDeps,
  order: Order,
  { by: { subject, network }, now }: { by: CountedBy; now: Date },
): Promise<Order> =>
  untilSaved({ ...race, pause }, async () => {
    const own = await orders.find(order.id);
    if (own) return own;
    const list = await orders.openOf(subject);
    const entry = openOrderOf(order);
    const entries = await withRoom(orders, { list, entry, now });
    const next = { subject, version: list.version + 1, entries: [...entries, entry] };
    const hour = network === undefined ? undefined : hourOf(network, now);
    const outcome = await orders.createListed(order, next, hour);
    if (outcome === 'network_full') throw networkIsFull(now);
    return outcome === 'created' ? order : overtaken;
  });

/** Looks at the orders themselves only when the list says that there is no room. */
async function withRoom(
  orders: Pick<OrderStore, 'find'>,
  { list, entry, now }: { list: OpenOrders; entry: OpenOrder; now: Date },
): Promise<OpenOrder[]> {
  const running = list.entries.filter(({ expiresAt }) => now.toISOString() < expiresAt);
  if (hasRoom(running, entry)) return running;
  const found = await Promise.all(running.map(({ orderId }) => orders.find(orderId)));
  const unpaid = running.filter((_, index) => found[index]?.status === 'pending_payment');
  if (hasRoom(unpaid, entry)) return unpaid;
  throw new TooManyError(
    'too_many_orders',
    `${unpaid.length} orders wait for their payment; at most ${openOrdersMax.orders} may, with files of ${openOrdersMax.bytes} bytes together. Pay one of them, or try again when one has expired.`,
    secondsUntil(roomAt(unpaid, entry), now),
  );
}

const hourOf = (network: string, now: Date): NetworkHour => ({
  network,
  hour: now.toISOString().slice(0, 'YYYY-MM-DDThh'.length),
});

const hourMs = 3_600_000;

const networkIsFull = (now: Date): TooManyError =>
  new TooManyError(
    'too_many_orders',
    'Too much was ordered from this network within the hour by people who have not signed in. Sign in, or try again later.',
    (hourMs - (now.getTime() % hourMs)) / 1000,
  );
