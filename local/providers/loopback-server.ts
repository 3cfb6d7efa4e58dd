import type { ServerResponse } from 'node:http';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestLog } from './request-log.ts';

/** A request, read completely. */
export type Call = {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
};

/**
 * What to send, and how sending ends: whole (the default), cut within the body, with the connection
 * reset, or never (closed after a minute).
 */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  ending?: 'whole' | 'truncated' | 'reset' | 'never';
};

export type LoopbackServer = {
  url: string;
  /** Closes the port and every open connection at once. */
  stop(): Promise<void>;
};

const bodyBytesMax = 1_000_000;
const silenceMs = 60_000;

/** Serves only on 127.0.0.1, so that a simulated provider is never reachable from outside. */
export async function serveOnLoopback(options: {
  port: number;
  answer: (call: Call) => Promise<Reply>;
}): Promise<LoopbackServer> {
  const answer = loggingRequests(options.answer);
  // Longer than clients keep a connection that is idle, so that none is closed while it is used.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    respond(request, response, answer).catch((error: unknown) => {
      // Prints a bug of the simulation itself, which could pass for one of its faults.
      if (!response.headersSent && !response.destroyed) response.writeHead(500);
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Logs every call except controls, and answers `GET /_sim/requests?about=…` from the log. */
function loggingRequests(answer: (call: Call) => Promise<Reply>): typeof answer {
  const log = new RequestLog();
  return async (call) => {
    if (call.method === 'GET' && call.path === '/_sim/requests') {
      return json(200, log.about(new URLSearchParams(call.query).get('about') ?? ''));
    }
    if (!call.path.startsWith('/_sim/')) log.note(call);
    return answer(call);
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: Call) => Promise<Reply>,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const reply = await answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: request.headers,
    body,
  });
  send(response, reply);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > bodyBytesMax) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body ?? '', 'utf8');
  const headers = { ...reply.headers, 'content-length': String(body.length) };
  switch (reply.ending ?? 'whole') {
    case 'whole':
      response.writeHead(reply.status, headers).end(body);
      return;
    case 'truncated':
      response.writeHead(reply.status, headers);
      // Cuts after the first half was sent; otherwise the client would only see a reset.
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.end());
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'never':
      setTimeout(() => response.destroy(), silenceMs).unref();
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body, null, 2),
  };
}

export function html(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function seeOther(location: string): Reply {
  return { status: 303, headers: { location } };
}
