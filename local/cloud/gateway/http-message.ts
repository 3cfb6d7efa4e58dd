import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** A complete request; path and query stay unparsed, since signatures cover them. */
export type HttpRequest = {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type HttpReply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

/** Reads a request to its end. */
export async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const [path, query = ''] = (incoming.url ?? '/').split(/\?(.*)/s, 2) as [string, string?];
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: incoming.headers,
    body: await readWhole(incoming),
  };
}

/** The bytes of a message's body. */
export function readWhole(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    message.once('error', reject);
    message.once('aborted', () => reject(new Error('The caller went away')));
  });
}

/** Sends a reply, with its length except where none is allowed. */
export function sendReply(response: ServerResponse, reply: HttpReply, method: string): void {
  const { 'transfer-encoding': _, connection: __, 'keep-alive': ___, ...headers } = reply.headers;
  const hasBody = method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
  if (hasBody) headers['content-length'] = String(reply.body.length);
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  response.statusCode = reply.status;
  response.end(reply.body);
}
