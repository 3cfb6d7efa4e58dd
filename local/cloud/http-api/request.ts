import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** A complete request in the terms of payload format 2.0. */
export type ApiRequest = {
  id: string;
  at: Date;
  method: string;
  rawPath: string;
  rawQueryString: string;
  /** Names in lower case; several values of one name are joined by commas. */
  headers: Record<string, string>;
  cookies: string[] | undefined;
  query: Record<string, string> | undefined;
  body: Buffer;
  protocol: string;
  sourceIp: string;
};

/** The body limit of HTTP APIs. */
const bodyBytesMax = 10 * 1024 * 1024;

/** Reads a request; returns undefined when its body exceeds the limit of HTTP APIs. */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax) chunks.push(chunk);
  }
  if (bytes > bodyBytesMax) return undefined;
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const { headers, cookies } = headersOf(incoming);
  return {
    id: randomUUID(),
    at: new Date(),
    method: incoming.method ?? 'GET',
    rawPath: decoded(path),
    rawQueryString: query.join('?'),
    headers,
    cookies,
    query: queryOf(query.join('?')),
    body: Buffer.concat(chunks),
    protocol: `HTTP/${incoming.httpVersion}`,
    sourceIp: sourceOf(incoming),
  };
}

/** Everybody is on this machine, so who says that they come from elsewhere is believed. */
function sourceOf({ headers, socket }: IncomingMessage): string {
  const said = headers['x-forwarded-for'];
  if (typeof said === 'string' && isIP(said) !== 0) return said;
  return (socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '');
}

/** HTTP APIs pass the path decoded, although the field is called rawPath. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function headersOf(incoming: IncomingMessage) {
  const headers: Record<string, string> = {};
  let cookies: string[] | undefined;
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    if (name === 'cookie') cookies = values.flatMap((value) => value.split(/;\s*/));
    else headers[name] = values.join(',');
  }
  headers['content-length'] ??= '0';
  headers['x-amzn-trace-id'] ??= `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-local`;
  headers['x-forwarded-for'] ??= incoming.socket.remoteAddress ?? '127.0.0.1';
  headers['x-forwarded-port'] ??= String(incoming.socket.localPort);
  headers['x-forwarded-proto'] ??= 'http';
  return { headers, cookies };
}

function queryOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined;
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text))
    query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}
