import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What both ends of a test speak: an answer with a body, a bare status, a connection that breaks. */
export type Scripted = { status: number; body: object } | number | 'broken';

type Handle = (request: IncomingMessage, response: ServerResponse, path: string) => unknown;

/** A server on loopback, which is all that a page may talk to. */
export async function startOrigin(handle: Handle) {
  const server = createServer((request, response) => {
    // A browser asks again by itself when a connection that it kept is cut.
    response.setHeader('connection', 'close');
    handle(request, response, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, stop };
}

export const tokenOf = ({ headers }: IncomingMessage): string | undefined =>
  headers['x-client-token']?.toString();

/** Takes the next answer of a script; the last one stays. */
export const next = <T>(script: T[]): T | undefined =>
  script.length > 1 ? script.shift() : script[0];

export function send(response: ServerResponse, answer: Scripted): void {
  if (answer === 'broken') return void response.destroy();
  const { status, body } =
    typeof answer === 'number' ? { status: answer, body: { code: 'scripted' } } : answer;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response
    .writeHead(status, { 'content-type': type })
    .end(JSON.stringify(status < 400 ? body : { status, ...body }));
}
