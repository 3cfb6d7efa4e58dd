import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
};

/** The shop's side: keeps what comes and answers what the test decides. */
export async function startReceiver() {
  const received: Received[] = [];
  const receiver = { received, url: '', status: 200, stop: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(receiver.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notified`;
  receiver.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return receiver;
}

/** Asks the simulation itself. */
export function controlOf(url: () => string) {
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
  return async (method: string, path: string, body?: unknown): Promise<any> => {
    const response = await fetch(`${url()}/_sim${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
}

/** Clicks a button of a payment page, as a script or as a browser. */
export function click(url: string, outcome: string, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ outcome });
  return fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
