import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecretName } from '#vocabulary/secrets';
import { run } from '../../../ops/run.ts';
import type { ProviderAddresses, Target } from '../../../ops/target.ts';
import type { ExplainUsage } from '../../../ops/usage-events/explain-usage.ts';

export type ShopPayment = {
  id: string;
  status: string;
  amount: number;
  currency: string;
  amountRefunded: number;
  dispute: 'open' | 'won' | 'lost' | null;
  orderId: string | null;
};

type Asked = { method: string; path: string; body: Record<string, unknown>; key: string };

/** What the API answers instead of acting, or does after it has acted. */
type Trouble = 'silent' | 'actThenSilent' | 'html' | 'busy' | 'signedOut';

const problem = (status: number, code: string) => ({
  status,
  body: { status, code, detail: code },
});

/** An API that keeps the promises of the real one: one refund for one caller's key. */
export class ShopApi {
  readonly payments = new Map<string, ShopPayment>();
  readonly answers = new Map<string, { status: number; body: object }>();
  readonly asked: Asked[] = [];
  /** For the next requests to refund, in turn; `undefined` lets one through. */
  readonly troubles: (Trouble | undefined)[] = [];
  refundStatus = 'succeeded';

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const headers = new Headers(init.headers);
    const asked = {
      method: init.method ?? 'GET',
      path: url.pathname,
      body: init.body ? JSON.parse(String(init.body)) : {},
      key: headers.get('idempotency-key') ?? '',
    };
    this.asked.push(asked);
    if (asked.method === 'GET') return reply(this.read(url));
    const trouble = asked.path.endsWith('/refunds') ? this.troubles.shift() : undefined;
    return this.despite(trouble, () => this.refund(asked, headers.get('authorization') ?? ''));
  };

  add(changes: Partial<ShopPayment>): ShopPayment {
    const payment: ShopPayment = {
      id: `pay_${this.payments.size + 1}`,
      status: 'completed',
      amount: 46_800,
      currency: 'EUR',
      amountRefunded: 0,
      dispute: null,
      orderId: null,
      ...changes,
    };
    this.payments.set(payment.id, payment);
    return payment;
  }

  get refundsAsked(): Asked[] {
    return this.asked.filter(({ method }) => method === 'POST');
  }

  private despite(trouble: Trouble | undefined, act: () => { status: number; body: object }) {
    switch (trouble) {
      case undefined:
        return reply(act());
      case 'silent':
        throw new TypeError('fetch failed');
      case 'actThenSilent':
        act();
        throw new TypeError('fetch failed');
      case 'html':
        act();
        return new Response('<html>Bad gateway</html>', { status: 201 });
      case 'busy':
        return reply(problem(503, 'provider_unreachable'));
      case 'signedOut':
        return reply({ status: 401, body: { message: 'Unauthorized' } });
    }
  }

  private read({ pathname, searchParams }: URL) {
    if (pathname === '/v1/payments') {
      const all = [...this.payments.values()].filter(
        ({ status }) => status === searchParams.get('status'),
      );
      const q = searchParams.get('q');
      const data = all.filter(({ orderId }) => q === null || orderId?.includes(q));
      return { status: 200, body: { data, nextCursor: null } };
    }
    const payment = this.payments.get(pathname.split('/')[3] ?? '');
    return payment ? { status: 200, body: payment } : problem(404, 'payment_not_found');
  }

  private refund({ path, body, key }: Asked, caller: string): { status: number; body: object } {
    const known = this.answers.get(`${caller} ${key}`);
    if (known) return known;
    const payment = this.payments.get(path.split('/')[3] ?? '');
    if (!payment) return problem(404, 'payment_not_found');
    const remaining = payment.amount - payment.amountRefunded;
    const amount = (body.amount as number | undefined) ?? remaining;
    if (remaining <= 0 || amount > remaining) return problem(409, 'refund_exceeds_remaining');
    if (this.refundStatus !== 'failed') payment.amountRefunded += amount;
    const refund = { id: `ref_${this.answers.size}`, status: this.refundStatus };
    const answer = {
      status: 201,
      body: { ...refund, paymentId: payment.id, amount, currency: payment.currency },
    };
    this.answers.set(`${caller} ${key}`, answer);
    return answer;
  }
}

const reply = ({ status, body }: { status: number; body: object }): Response =>
  Response.json(body, { status });

export const tokenOf = (subject: string): string =>
  `e30.${Buffer.from(JSON.stringify({ sub: subject })).toString('base64url')}.x`;

/** A target whose parts a test may replace. */
export const aTarget = (changes: Partial<Target> = {}): Target => ({
  name: 'staging',
  stage: 'staging',
  apiUrl: async () => 'https://api.example',
  token: async () => tokenOf('awa'),
  providers: async () => ({}),
  quotas: async () => undefined,
  sender: async () => undefined,
  secrets: async () => new Map(),
  queues: async () => [],
  givenUp: async () => [],
  invoke: async (name) => {
    throw new Error(`${name} was not to be invoked`);
  },
  inviteStaff: async () => {
    throw new Error('nobody is invited');
  },
  erasedCustomers: async () => {
    throw new Error('nobody asked who was erased');
  },
  usageStores: async () => {
    throw new Error('no stores were to be looked into');
  },
  redrive: async (queue) => {
    throw new Error(`${queue} was not to be redriven`);
  },
  runSchedule: async (name) => {
    throw new Error(`${name} was not to be run`);
  },
  ...changes,
});

export const secretsIn =
  (values: Partial<Record<SecretName, string>>): Target['secrets'] =>
  async (names) =>
    new Map(
      names.flatMap((name): [SecretName, string][] => {
        const value = values[name];
        return value ? [[name, value]] : [];
      }),
    );

export const providersIn = (providers: ProviderAddresses): Target['providers'] => {
  return async () => providers;
};

export type Ran = { exitCode: number; lines: string[]; text: string };

const nothingToExplain: ExplainUsage = () => {
  throw new Error('no usage was to be explained');
};

/** Runs a command line as the operator would, and gives what was printed. */
export async function operate(
  words: string[],
  {
    fetch,
    target = aTarget(),
    now = new Date('2026-11-21T08:00:00Z'),
    explainUsage = nothingToExplain,
    isTerminal = false,
  }: {
    fetch: typeof globalThis.fetch;
    target?: Target;
    now?: Date;
    explainUsage?: ExplainUsage;
    isTerminal?: boolean;
  },
): Promise<Ran> {
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(...line.split('\n'));
  };
  const exitCode = await run(words, {
    openTarget: async () => target,
    fetch,
    explainUsage,
    isTerminal,
    now: () => now,
    randomKey: () => 'ops-random',
    pause: async () => {},
    say: write,
    complain: write,
    showProgress: () => {},
  });
  return { exitCode, lines, text: lines.join('\n') };
}

/** A file of refunds in a folder of its own, and its journal. */
export function aFile(content: string | Uint8Array) {
  const file = join(mkdtempSync(join(tmpdir(), 'refunds-')), 'refunds.csv');
  writeFileSync(file, content);
  const journal = `${file}.staging.journal`;
  return { file, journal, journalText: () => readFileSync(journal, 'utf8') };
}
