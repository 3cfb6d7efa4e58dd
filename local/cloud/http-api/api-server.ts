import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../control/listen.ts';
import { type Answer, gatewayAnswer } from './answer.ts';
import type { HttpApi } from './http-api.ts';
import { readRequest } from './request.ts';

export type ApiServer = {
  url: string;
  /** Replaces the API that answers; before the first one, callers get 503. */
  serve(api: HttpApi): void;
  stop(): Promise<void>;
};

/** Listens for callers of the API; its address is known before the API itself is read. */
export async function startApiServer(port = 0): Promise<ApiServer> {
  let api: HttpApi | undefined;
  // Longer than callers keep their connections, so that none writes into a closed one.
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, response) => {
    respond(incoming, response, api).catch(() => response.destroy());
  });
  const { url, stop } = await listen(server, port);
  return {
    url,
    serve: (next) => {
      api = next;
    },
    stop,
  };
}

async function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  api: HttpApi | undefined,
): Promise<void> {
  if (!api) return send(response, gatewayAnswer(503, 'Service Unavailable'));
  const request = await readRequest(incoming);
  if (!request) return send(response, gatewayAnswer(413, 'Request Too Long'));
  send(response, await api.answer(request), incoming.method);
}

function send(response: ServerResponse, answer: Answer, method = 'GET'): void {
  const { statusCode, headers, cookies, body } = answer;
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const hasBody = statusCode !== 204 && statusCode !== 304;
  if (hasBody) response.setHeader('content-length', body.length);
  response.end(hasBody && method !== 'HEAD' ? body : undefined);
}
