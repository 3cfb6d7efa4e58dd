import {
  type NetworkHour,
  networkHourMax,
  type OpenOrder,
  type OpenOrders,
  openOrderOf,
} from '#domain/orders/open-orders';
import type { Order } from '#domain/orders/order';
import { count, instant, listOf, mapWith, text } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, versionBefore, type Write } from './table.ts';

export async function readOpenOrders(table: Table, subject: string): Promise<OpenOrders> {
  const item = await table.get(keys.openOrders(subject));
  return { subject, ...(item ? openOrdersFrom(item) : { version: 0, entries: [] }) };
}

/** Kept a day longer than the last of them. */
export const openOrdersWrite = (list: OpenOrders, { expiresAt }: Order): Write => ({
  put: {
    key: keys.openOrders(list.subject),
    item: { version: list.version, entries: list.entries, ttl: ttlAfterDays(expiresAt, 1) },
    condition: list.version === 1 ? keyIsFree : versionBefore(list),
  },
});

/** Counts an order, unless strangers of this network have ordered too much within the hour. */
export const networkWrite = ({ network, hour }: NetworkHour, order: Order): Write => {
  const { bytes } = openOrderOf(order);
  return {
    update: {
      key: keys.networkOrders(network, hour),
      expression: 'SET #ttl = :ttl ADD orders :one, #bytes :bytes',
      names: { '#ttl': 'ttl', '#bytes': 'bytes' },
      values: { ':ttl': ttlAfterDays(`${hour}:00:00.000Z`, 1), ':one': 1, ':bytes': bytes },
      condition: {
        expression: 'attribute_not_exists(pk) OR (orders < :most AND #bytes <= :room)',
        values: { ':most': networkHourMax.orders, ':room': networkHourMax.bytes - bytes },
      },
    },
  };
};

const openOrdersFrom = stored<Pick<OpenOrders, 'version' | 'entries'>>({
  version: count,
  entries: listOf(mapWith<OpenOrder>({ orderId: text, expiresAt: instant, bytes: count })),
});
