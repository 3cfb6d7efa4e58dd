import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';

/** A request, read completely. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** By their names in small letters. */
  headers: Record<string, string | undefined>;
  body: string;
  /** The same, as it was sent: a file is no text. */
  bytes: Uint8Array;
  /** The values of the `:names` in the route's path. */
  ids: Record<string, string>;
};

/**
 * What to send, and how sending ends: whole (the default), cut within the body, with the connection
 * reset, or never (closed after a minute).
 */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Instead of a body that is text. */
  bytes?: Uint8Array<ArrayBuffer>;
  ending?: 'whole' | 'truncated' | 'reset' | 'never';
};

/** What answers each method and path; the first that fits, so that `ALL /v1/*` is for the rest. */
export type Routes = Record<string, (call: Call) => Reply | Promise<Reply>>;

/** A request that cannot be met, and the reply that says so in the provider's own form. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(message: string, reply: Reply) {
    super(message);
    this.reply = reply;
  }
}

export type LoopbackServer = {
  url: string;
  /** Closes the port and every open connection at once. */
  stop(): Promise<void>;
};

type Exchange = Context<{ Bindings: HttpBindings }>;

const silenceMs = 60_000;

/** Serves only on 127.0.0.1, so that a simulated provider is never reachable from outside. */
export async function serveOnLoopback(port: number, routes: Routes): Promise<LoopbackServer> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const [route, answer] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ');
    app.on(method, path, async (exchange) => send(exchange, await answer(await read(exchange))));
  }
  // Prints a bug of the simulation itself, which could pass for one of its faults.
  app.onError((error, exchange) =>
    error instanceof Refusal
      ? send(exchange, error.reply)
      : exchange.text(error.stack ?? error.message, 500),
  );
  const server = createAdaptorServer({
    fetch: app.fetch,
    ...{ overrideGlobalObjects: false, autoCleanupIncoming: false },
    // Longer than clients keep a connection that is idle, so that none is closed while it is used.
    serverOptions: { keepAliveTimeout: 65_000 },
  }) as Server;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Gives every endpoint of a table to what answers all of them. */
export function routesOf<Endpoint>(
  endpoints: Record<string, Endpoint>,
  answer: (call: Call, endpoint: Endpoint) => Reply | Promise<Reply>,
): Routes {
  const routes = Object.entries(endpoints).map(
    ([route, endpoint]) => [route, (call: Call) => answer(call, endpoint)] as const,
  );
  return Object.fromEntries(routes);
}

async function read({ req }: Exchange): Promise<Call> {
  const { method, path } = req;
  const query = new URL(req.url).searchParams;
  const bytes = new Uint8Array(await req.arrayBuffer());
  const body = new TextDecoder().decode(bytes);
  return { method, path, query, headers: req.header(), body, bytes, ids: req.param() };
}

function send({ env }: Exchange, { status, headers, body = '', bytes, ending = 'whole' }: Reply) {
  if (ending === 'whole')
    return new Response(bytes ?? (body === '' ? null : body), { status, headers });
  breakOff(env.outgoing, { status, headers, body, ending });
  return RESPONSE_ALREADY_SENT;
}

function breakOff(response: ServerResponse, { status, headers, body = '', ending }: Reply): void {
  switch (ending) {
    case 'truncated': {
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, 'content-length': bytes.length });
      // Cuts after the first half was sent; otherwise the client would only see a reset.
      response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.end());
      return;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    default:
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
