import { listDeliveriesQuery, viewDelivery } from '#contract/webhooks/deliveries';
import { requireRole } from '#domain/access/caller';
import type { DeliveryStore } from '#domain/webhooks/delivery';
import type { WebhookEndpointStore } from '#domain/webhooks/endpoint';
import { requireEndpoint } from '#domain/webhooks/require-endpoint';
import { callerOf, httpFunction, json, pathIdOf } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListDeps = {
  endpoints: Pick<WebhookEndpointStore, 'find'>;
  deliveries: Pick<DeliveryStore, 'list'>;
};

/** GET /v1/admin/webhook-endpoints/{id}/deliveries: newest first, without their bodies. */
export const createHandler = ({ endpoints, deliveries }: ListDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const page = parseQuery(listDeliveriesQuery, event);
    const { id } = await requireEndpoint(endpoints, pathIdOf(event));
    const { deliveries: found, nextCursor } = await deliveries.list(id, page);
    return json(200, { data: found.map(viewDelivery), nextCursor });
  });
