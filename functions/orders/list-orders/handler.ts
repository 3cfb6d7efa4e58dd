import { viewOrder } from '#contract/order-views';
import { listOrdersQuery } from '#contract/orders';
import { listedCustomer } from '#domain/access/listed-customer';
import type { OrderStore } from '#domain/orders/order-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/orders: newest first. */
export const createHandler = (deps: { orders: Pick<OrderStore, 'list'> }) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const { limit, cursor, ...filter } = parseQuery(listOrdersQuery, event);
    const customerId = listedCustomer(caller, filter.customerId, 'orders');
    const page = await deps.orders.list({ ...filter, customerId }, { limit, cursor });
    const data = page.orders.map((order) => viewOrder(order, caller));
    return json(200, { data, nextCursor: page.nextCursor });
  });
