/** `status` is 0 when no answer came at all. */
export type Reply = { status: number; location: string | null; text: string; body: Json };

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
export type Json = any;

export type Headers = Record<string, string>;

/** One request; whoever asks judges the status. Redirects are answers, and silence is one too. */
export async function send(
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Headers; body?: unknown } = {},
): Promise<Reply> {
  try {
    const isForm = body instanceof URLSearchParams;
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...(body && !isForm ? { 'content-type': 'application/json' } : {}), ...headers },
      body: isForm || body === undefined ? (body as URLSearchParams) : JSON.stringify(body),
    });
    const text = await answer.text();
    const location = answer.headers.get('location');
    return { status: answer.status, location, text, body: parsed(text) };
  } catch (error) {
    return { status: 0, location: null, text: String(error), body: undefined };
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks a part of the simulation itself, which has no excuse for failing. */
export async function demand(method: string, url: string, body?: unknown): Promise<Json> {
  const reply = await send(method, url, { body });
  if (reply.status >= 200 && reply.status < 300) return reply.body;
  throw new Error(`${method} ${url} answered ${reply.status}: ${reply.text}`);
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
