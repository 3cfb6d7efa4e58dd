import { Agent, request as httpRequest, type RequestOptions } from 'node:http';
import { type HttpReply, type HttpRequest, readWhole } from './http-message.ts';

export type Forwarder = {
  /** Forwards a request; an aborted signal also ends a long poll at the engine. */
  send(origin: string, request: HttpRequest, signal?: AbortSignal): Promise<HttpReply>;
  stop(): void;
};

/** Keeps connections to the engines open, since opening one costs more than most calls. */
export function createForwarder(): Forwarder {
  // Closes idle connections before any engine does (express: 5 s); otherwise a call could be sent
  // into a closing one.
  const agent = new Agent({ keepAlive: true, timeout: 4_000, maxSockets: 256 });
  return {
    send: (origin, request, signal) => exchange(agent, origin, request, signal),
    stop: () => agent.destroy(),
  };
}

function exchange(
  agent: Agent,
  origin: string,
  { method, path, query, headers, body }: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<HttpReply> {
  const { hostname, port, host } = addressOf(origin);
  const { connection: _, 'transfer-encoding': __, expect: ___, ...kept } = headers;
  const options: RequestOptions = {
    agent,
    hostname,
    port,
    method,
    path: query ? `${path}?${query}` : path,
    headers: { ...kept, host, 'content-length': String(body.length) },
    signal,
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(options, (incoming) => {
      readWhole(incoming).then(
        (answer) =>
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: answer }),
        reject,
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

const addresses = new Map<string, URL>();

function addressOf(origin: string): URL {
  const known = addresses.get(origin);
  if (known) return known;
  const address = new URL(origin);
  addresses.set(origin, address);
  return address;
}
