import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import type { HttpEvent, HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { createHandler } from '../../functions/pages/show-result/handler.ts';
import { next, send, startOrigin, tokenOf } from './origin.ts';
import type { PaymentView } from './payments.ts';

/** A payment, a status that is no success, or a connection that breaks. */
export type Answer = PaymentView | number | 'broken';

type Polled = { path: string; token: string | undefined };

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
  const origin = await startOrigin((request, response, path) => {
    if (path.startsWith('/result?') || path === '/result')
      response.writeHead(200, reply.headers as Record<string, string>).end(reply.body);
    else if (path.startsWith('/v1/payments/')) {
      polls.push({ path, token: tokenOf(request) });
      const answer = next(script) ?? 404;
      send(response, typeof answer === 'object' ? { status: 200, body: answer } : answer);
    } else response.writeHead(404).end();
  });
  const answer = (...answers: Answer[]) => {
    script = answers;
    polls.length = 0;
  };
  return { ...origin, polls, answer };
}
