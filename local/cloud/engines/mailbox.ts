import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import ses from 'aws-ses-v2-local';
import type { Engine } from './dynamodb-local.ts';

/** Starts the mailbox, which accepts SES's calls and shows the mails in a browser. */
export async function startMailbox(port = 0): Promise<Engine> {
  const server = await ses.default({ host: '127.0.0.1', port });
  const address = server.address() as AddressInfo | null;
  if (!address) throw new Error(`The mailbox's port ${port} is in use; free it or choose another`);
  showOwnTitle(server);
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Replaces the package's own page title with ours, so that people find their mailbox. */
function showOwnTitle(server: Server): void {
  const page = createRequire(import.meta.url).resolve('aws-ses-v2-local/static/index.html');
  const html = readFileSync(page, 'utf8').replaceAll('aws-ses-v2-local viewer', 'Péage mailbox');
  const [answer] = server.listeners('request') as Answer[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.method !== 'GET' || request.url !== '/') return answer!(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
}
