import { NotFoundError } from '../errors.ts';
import type { WebhookEndpoint, WebhookEndpointStore } from './endpoint.ts';
import { WebhookRefusedError } from './webhook-errors.ts';

type FindEndpoint = Pick<WebhookEndpointStore, 'find'>;

/** @throws NotFoundError when there is no such endpoint. */
export async function requireEndpoint(
  endpoints: FindEndpoint,
  id: string,
): Promise<WebhookEndpoint> {
  const endpoint = id === '' ? undefined : await endpoints.find(id);
  if (!endpoint) throw new NotFoundError('webhook_endpoint');
  return endpoint;
}

/**
 * @throws NotFoundError when there is no such endpoint.
 * @throws WebhookRefusedError when it is disabled.
 */
export async function requireEnabled(
  endpoints: FindEndpoint,
  id: string,
): Promise<WebhookEndpoint> {
  const endpoint = await requireEndpoint(endpoints, id);
  if (endpoint.state === 'disabled') throw new WebhookRefusedError('webhook_endpoint_disabled');
  return endpoint;
}
