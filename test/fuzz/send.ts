import { Agent, request as open } from 'node:http';

export type Sent = { method: string; url: string; headers: Record<string, string>; body?: Buffer };

export type Answer = { status: number; headers: Record<string, string>; text: string };

const agent = new Agent({ keepAlive: true });

/** Longer than a function may take. */
const timeoutMs = 35_000;

/** Sends it as it is: `fetch` would put an address in order first. */
export function send({ method, url, headers, body }: Sent): Promise<Answer> {
  const { hostname, port, origin } = new URL(url);
  const length = body && { 'content-length': String(body.length) };
  return new Promise((resolve, reject) => {
    const request = open(
      {
        agent,
        hostname,
        port,
        method,
        path: url.slice(origin.length),
        timeout: timeoutMs,
        headers: { ...headers, ...length },
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({
          status: response.statusCode!,
          headers: response.headers as Record<string, string>,
          text: Buffer.concat(chunks).toString(),
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on('error', reject);
    request.end(body);
  });
}
