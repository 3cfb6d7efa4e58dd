import { listDeliveriesOfDayQuery, viewDelivery } from '#contract/webhooks/deliveries';
import { requireRole } from '#domain/access/caller';
import type { Clock } from '#domain/clock';
import { deliveriesOfDay } from '#domain/webhooks/deliveries-of-day';
import type { DeliveryStore } from '#domain/webhooks/delivery';
import type { WebhookEndpointStore } from '#domain/webhooks/endpoint';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListDeps = {
  endpoints: Pick<WebhookEndpointStore, 'directory'>;
  deliveries: Pick<DeliveryStore, 'between'>;
  now: Clock;
};

/** GET /v1/admin/webhook-deliveries: of one day, to all endpoints, oldest first. */
export const createHandler = ({ now, ...deps }: ListDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { day, ...page } = parseQuery(listDeliveriesOfDayQuery, event);
    const today = now().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const { deliveries, nextCursor } = await deliveriesOfDay(deps, { ...page, day: day ?? today });
    return json(200, { data: deliveries.map(viewDelivery), nextCursor });
  });
