import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from 'aws-lambda';
import type { HttpEvent, HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { createHandler } from '../../functions/pages/show-result/handler.ts';
import type { PaymentView } from './payments.ts';

/** A payment, a status that is no success, or a connection that breaks. */
export type Answer = PaymentView | number | 'broken';

export type Polled = { path: string; token: string | undefined; at: number };

export const resultPage = readFileSync(
  new URL('../../web/result/index.html', import.meta.url),
  'utf8',
);

/** The answer of the function to API Gateway. */
export async function showResult(): Promise<HttpReply> {
  logger.setLogLevel('SILENT');
  const event = {
    routeKey: 'GET /result',
    headers: {},
    requestContext: { requestId: 'request-1', http: { method: 'GET', path: '/result' } },
  } as unknown as HttpEvent;
  return createHandler(resultPage)(event, {} as Context);
}

/** One origin with the page and a payment whose answers are scripted; the last one stays. */
export async function startResultServer() {
  const reply = await showResult();
  let script: Answer[] = [];
  const polls: Polled[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    // A browser asks again by itself when a connection that it kept is cut.
    response.setHeader('connection', 'close');
    if (path.startsWith('/result?') || path === '/result')
      response.writeHead(200, reply.headers as Record<string, string>).end(reply.body);
    else if (path.startsWith('/v1/payments/')) {
      polls.push({ path, token: tokenOf(request), at: Date.now() });
      send(response, (script.length > 1 ? script.shift() : script[0]) ?? 404);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = (...answers: Answer[]) => {
    script = answers;
    polls.length = 0;
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, polls, answer, stop };
}

const tokenOf = ({ headers }: IncomingMessage): string | undefined =>
  headers['x-client-token']?.toString();

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'broken') response.destroy();
  else if (typeof answer === 'number')
    response
      .writeHead(answer, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ status: answer, code: 'scripted' }));
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
