import { gzipSync } from 'node:zlib';
import type { Reply } from '../loopback-server.ts';

const megabyte = 1_000_000;

/** What a receiver of webhooks may do, with its answer. */
const answers = {
  ok: () => ({ status: 200, body: 'ok' }),
  error: () => ({ status: 500, body: 'Internal Server Error' }),
  gone: () => ({ status: 410, body: 'gone' }),
  busy: () => ({ status: 429, headers: { 'retry-after': '3600' }, body: 'slow down' }),
  redirect: () => ({ status: 302, headers: { location: '/hooks/elsewhere' } }),
  /** Answers after thirty seconds: nobody waits so long. */
  slow: async () => {
    await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
    return { status: 200, body: 'ok, at last' };
  },
  /** Takes the request and never answers. */
  silent: () => ({ status: 200, ending: 'never' as const }),
  reset: () => ({ status: 200, ending: 'reset' as const }),
  large: () => ({ status: 200, body: 'x'.repeat(10 * megabyte) }),
  /** Ten kilobytes that unpack to ten megabytes. */
  bomb: () => ({
    status: 500,
    headers: { 'content-encoding': 'gzip' },
    bytes: gzipSync(Buffer.alloc(10 * megabyte)),
  }),
} satisfies Record<string, () => Reply | Promise<Reply>>;

export type Behaviour = keyof typeof answers;

export const behaviours = Object.keys(answers) as Behaviour[];

export const answerAs = (behaviour: Behaviour): Reply | Promise<Reply> => answers[behaviour]();
