import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Context } from 'aws-lambda';
import type { HttpEvent, HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { createHandler } from '../../functions/pages/show-invoice-payment/handler.ts';
import { next, type Scripted, send, startOrigin, tokenOf } from './origin.ts';

/** What the API says of the invoice and of a click; a promise is an answer on its way. */
export type Script = {
  invoice?: (Scripted | Promise<Scripted>)[];
  payment?: (Scripted | Promise<Scripted>)[];
};

type Click = { token?: string; key?: string; type?: string; body: Record<string, unknown> };

export const payPage = readFileSync(new URL('../../web/pay/index.html', import.meta.url), 'utf8');

/** The answer of the function to API Gateway. */
export async function showInvoicePayment(): Promise<HttpReply> {
  logger.setLogLevel('SILENT');
  const event = {
    routeKey: 'GET /pay',
    headers: {},
    requestContext: { requestId: 'request-1', http: { method: 'GET', path: '/pay' } },
  } as unknown as HttpEvent;
  return createHandler(payPage)(event, {} as Context);
}

/** One origin with the page, the API it calls, and the pages that it sends the buyer to. */
export async function startPayServer() {
  const reply = await showInvoicePayment();
  let script: Script = {};
  const reads: { path: string; token: string | undefined }[] = [];
  const clicks: Click[] = [];
  const origin = await startOrigin(async (request, response, path) => {
    if (path.startsWith('/pay?'))
      response.writeHead(200, reply.headers as Record<string, string>).end(reply.body);
    else if (path.startsWith('/v1/invoices/')) {
      reads.push({ path, token: tokenOf(request) });
      send(response, await (next(script.invoice ?? []) ?? 404));
    } else if (path === '/v1/payments' && request.method === 'POST') {
      const { 'idempotency-key': key, 'content-type': type } = request.headers;
      const body = JSON.parse(await text(request));
      clicks.push({ token: tokenOf(request), key: key?.toString(), type, body });
      send(response, await (next(script.payment ?? []) ?? 404));
    } else if (/^\/(checkout|result)\b/.test(path))
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Another page</h1>');
    else response.writeHead(404).end();
  });
  const answer = (answers: Script) => {
    script = answers;
    reads.length = clicks.length = 0;
  };
  return { ...origin, reads, clicks, answer };
}
