import { request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';

type Call = {
  url: string;
  timeoutMs: number;
  signal: AbortSignal;
};

/** Posts once without following redirects, and returns the status; throws after the time-out. */
export function postOnce(
  call: Call & { headers: Record<string, string>; body: string },
): Promise<number> {
  return exchange(call, 'POST', call.headers, call.body);
}

/** Checks by a GET without data whether the address answers. */
export function pingOnce(call: Call & { headers: Record<string, string> }): Promise<number> {
  return exchange(call, 'GET', call.headers);
}

function exchange(
  call: Call,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<number> {
  const request = call.url.startsWith('https:') ? requestOverHttps : requestOverHttp;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(call.url, {
      method,
      // A separate connection, since an open one would keep a stopped receiver alive.
      agent: false,
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]),
      headers: { ...headers, ...length },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      response.once('error', reject);
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.end(body);
  });
}
