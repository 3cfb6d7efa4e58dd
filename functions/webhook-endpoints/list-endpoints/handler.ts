import { viewEndpoint } from '#contract/webhooks/endpoints';
import { requireRole } from '#domain/access/caller';
import type { WebhookEndpointStore } from '#domain/webhooks/endpoint';
import { callerOf, httpFunction, json } from '#runtime/http';

export type ListDeps = { endpoints: Pick<WebhookEndpointStore, 'directory' | 'glanceAt'> };

/** GET /v1/admin/webhook-endpoints: all of them, oldest first; ids sort by time. */
export const createHandler = ({ endpoints }: ListDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { listening } = await endpoints.directory();
    const found = await endpoints.glanceAt(Object.keys(listening).sort());
    const data = found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(viewEndpoint);
    return json(200, { data });
  });
