import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebhookEndpoint, withEndpoint, withoutEndpoint } from '#domain/webhooks/endpoint';
import { DynamoDeliveryStore } from '#stores/webhook-delivery-store';
import { DynamoWebhookEndpointStore } from '#stores/webhook-endpoint-store';
import { anAuditEntry } from './audits.ts';
import { mainTable } from './stored-members.ts';
import { anEndpoint } from './webhooks.ts';

/** Past the gateway and the API: endpoints in the cloud's table, as no function sees it. */
export async function storedEndpoints() {
  const table = await mainTable();
  const store = new DynamoWebhookEndpointStore(table);
  const made: string[] = [];
  return {
    store,
    deliveries: new DynamoDeliveryStore(table),
    async listens(changes: Partial<WebhookEndpoint>): Promise<WebhookEndpoint> {
      const endpoint = anEndpoint(changes);
      made.push(endpoint.id);
      const directory = withEndpoint(await store.directory(), endpoint);
      await store.create(endpoint, { directory, audit: anAuditEntry() });
      return endpoint;
    },
    /** The payments of other tests are told to nobody. */
    async removeAll(): Promise<void> {
      for (const id of made) {
        const endpoint = await store.find(id);
        const directory = withoutEndpoint(await store.directory(), id);
        if (endpoint) await store.remove(endpoint, { directory, audit: anAuditEntry() });
      }
    },
  };
}

export type Heard = { path: string; headers: IncomingHttpHeaders; body: string };

/** A receiver on this machine without TLS: only a local cloud calls such a one. */
export async function plainReceiver(answer: (response: ServerResponse, heard: Heard) => void) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '', headers } = request;
    const one = { path: url, headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    answer(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    at: (path: string) => heard.filter((one) => one.path === path),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
