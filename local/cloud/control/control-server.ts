import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LogLine, LogStore } from '../functions/log-store.ts';
import { type Controlled, controlRoutes } from './control-routes.ts';
import { listen } from './listen.ts';

/** Starts the control API of a running cloud, on loopback. */
export function startControlServer(cloud: Controlled) {
  return listen(
    createServer((request, response) => {
      answer(cloud, request, response).catch((error: Error) =>
        send(response, 400, { message: error.message }),
      );
    }),
  );
}

async function answer(cloud: Controlled, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'GET' && pathname === '/logs')
    return sendLogs(cloud.logs, query, response);
  for (const [method, path, act] of controlRoutes) {
    const match = method === request.method ? path.exec(pathname) : null;
    if (!match) continue;
    const names = match.slice(1).map(decodeURIComponent);
    const body = await readJson(request);
    return send(response, 200, (await act(cloud, { names, query, body })) ?? {});
  }
  send(response, 404, { message: `There is no ${request.method} ${pathname}` });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Sends one JSON object per line; `follow` continues until the reader disconnects. */
function sendLogs(logs: LogStore, query: URLSearchParams, response: ServerResponse): void {
  const wanted = query.get('function') ?? undefined;
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const write = (line: LogLine) => response.write(`${JSON.stringify(line)}\n`);
  for (const line of logs.last(wanted)) write(line);
  if (!query.has('follow')) {
    response.end();
    return;
  }
  const unfollow = logs.follow((line) => {
    if (!wanted || line.function === wanted) write(line);
  });
  response.on('close', unfollow);
}
