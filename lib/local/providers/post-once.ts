import { request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';

/** Posts once, follows no redirect, and tells the status; throws when no answer came in time. */
export function postOnce(options: {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<number> {
  const request = options.url.startsWith('https:') ? requestOverHttps : requestOverHttp;
  return new Promise((resolve, reject) => {
    const sent = request(options.url, {
      method: 'POST',
      // A connection of its own: none stays open to keep a stopped receiver alive.
      agent: false,
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
      headers: { ...options.headers, 'content-length': Buffer.byteLength(options.body) },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      response.once('error', reject);
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.end(options.body);
  });
}
