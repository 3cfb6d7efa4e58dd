import { request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';

type Message = {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
};

/** Sends once without following redirects, and returns the status. */
export function sendOnce({ url, method, headers, body, signal }: Message): Promise<number> {
  const request = url.startsWith('https:') ? requestOverHttps : requestOverHttp;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    // A separate connection, since an open one would keep a stopped receiver alive.
    const separate = { agent: false, headers: { ...headers, ...length } };
    const sent = request(url, { method, signal, ...separate });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      response.once('error', reject);
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.end(body);
  });
}
