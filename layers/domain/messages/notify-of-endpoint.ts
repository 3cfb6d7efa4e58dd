import type { Fact } from '#vocabulary/events';
import type { WebhookEndpoint, WebhookEndpointStore } from '../webhooks/endpoint.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

export type EndpointFact = Fact<'webhook_endpoint.failing' | 'webhook_endpoint.disabled'>;

export type EndpointLetters = {
  /** To the admin: an endpoint for webhooks fails, or gets nothing more. */
  endpointNews: (endpoint: WebhookEndpoint, event: EndpointFact) => Promise<OutgoingMail>;
};

export type NotifyOfEndpointDeps = SendDeps & {
  endpoints: Pick<WebhookEndpointStore, 'find'>;
  letters: EndpointLetters;
};

export const isAboutEndpoint = (event: { type: string }): event is EndpointFact =>
  event.type === 'webhook_endpoint.failing' || event.type === 'webhook_endpoint.disabled';

/** Tells the admin what is wrong with an endpoint. Of one that was removed there is nothing to say. */
export async function notifyOfEndpoint(
  deps: NotifyOfEndpointDeps,
  event: EndpointFact,
): Promise<void> {
  const endpoint = await deps.endpoints.find(event.data.endpointId);
  if (!endpoint) return;
  await sendOnce(deps, event, {}, { admin: () => deps.letters.endpointNews(endpoint, event) });
}
