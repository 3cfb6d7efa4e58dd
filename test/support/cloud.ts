import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ClientTokens } from '#domain/access/client-token';
import { noteSaid } from './said.ts';
import { storeMember } from './stored-members.ts';

/** Each of jest's workers has a cloud of its own. */
export const cloudDirectory =
  process.env.LOCAL_CLOUD ?? `.local/test/${process.env.JEST_WORKER_ID}`;

/** What was synthesised and runs there. */
export const assemblyDirectory = `${process.env.LOCAL_CLOUD ?? '.local/test'}/cdk.out`;

const read = (name: string) => JSON.parse(readFileSync(`${cloudDirectory}/${name}`, 'utf8'));

export type Endpoints = {
  api: string;
  web: string;
  mailbox: string;
  apiKey: string;
  providers: Record<
    'stripe' | 'paypal' | 'cinetpay' | 'external' | 'platform' | 'receiver',
    string
  >;
};

/** Where the running local cloud is. */
export const endpoints: Endpoints = read('endpoints.json');
const {
  url: controlUrl,
  engines,
}: { url: string; engines: { dynamodb: string; queuesAndStorage: string } } = read('control.json');

/** Past the gateway, to look at what is stored. */
export const enginesOfCloud = engines;

export type Reply<Body = Json> = { status: number; headers: Headers; body: Body; text: string };

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
export type Json = any;

export async function request(
  method: string,
  url: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const isText = typeof options.body === 'string' || options.body instanceof Uint8Array;
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    body: isText ? (options.body as string) : JSON.stringify(options.body),
  });
  const { status, headers } = answer;
  noteSaid(cloudDirectory, { sent: options.body, status, headers });
  const text = await answer.text();
  return { status, headers, text, body: asJson(text) };
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A key beside a token would speak for the caller instead of it. */
const usesSeededKey = ({ asGuest, headers }: { asGuest?: boolean; headers?: object }): boolean =>
  !asGuest && !(headers && 'authorization' in headers);

/** Calls the API; with the seeded server key unless the headers say otherwise. */
export const api = (
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown; asGuest?: boolean } = {},
): Promise<Reply> =>
  request(method, `${endpoints.api}${path}`, {
    ...options,
    headers: {
      ...(usesSeededKey(options) && { 'x-api-key': endpoints.apiKey }),
      ...options.headers,
    },
  });

/** An address nobody else uses, so that each test reads its own mail. */
export const anAddress = (): string => `buyer-${randomUUID()}@example.com`;

export const aPaymentRequest = (changes: object = {}): Json => ({
  amount: 46_800,
  currency: 'EUR',
  method: 'card',
  description: 'Abonnement annuel',
  customer: { email: anAddress(), name: 'Awa Diop' },
  ...changes,
});

/** Initiates a payment with a key of its own and answers its body; fails when it is not created. */
export async function initiate(changes: object = {}): Promise<Json> {
  const reply = await api('POST', '/v1/payments', {
    body: aPaymentRequest(changes),
    headers: { 'idempotency-key': randomUUID() },
  });
  if (reply.status !== 201) throw new Error(`not created: ${reply.status} ${reply.text}`);
  return reply.body;
}

export const getPayment = async (id: string): Promise<Json> =>
  (await api('GET', `/v1/payments/${id}`)).body;

/** Presses a button of the simulated provider's hosted page, as the buyer's browser would. */
export const press = (
  payment: Json,
  outcome: 'pay' | 'decline' | 'cancel' | 'later',
): Promise<Reply> =>
  request('POST', payment.action.url, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `outcome=${outcome}`,
  });

/** Waits until `look` answers something, and answers it; fails with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  { withinMs = 60_000, what = 'nothing came' }: { withinMs?: number; what?: string } = {},
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    const waitedMs = Date.now() - start;
    if (waitedMs > withinMs) throw new Error(`${what} within ${withinMs} ms`);
    // Who looks too often slows down what it waits for; what takes seconds is looked at twice in one.
    await pause(Math.min(25 + waitedMs / 5, waitedMs < 3_000 ? 250 : 500));
  }
}

export const settledAs = (id: string, status: string): Promise<Json> =>
  eventually(
    async () => {
      const payment = await getPayment(id);
      return payment.status === status && payment;
    },
    { what: `${id} is not ${status}` },
  );

/** Waits for the payment's invoice. */
export const invoiced = (id: string): Promise<Json> =>
  eventually(
    async () => {
      const payment = await getPayment(id);
      return payment.invoice && payment;
    },
    { what: `${id} has no invoice` },
  );

export type Mail = {
  subject: string;
  from: string;
  destination: { to: string[] };
  body: { text?: string; html?: string };
  attachments: { filename?: string; contentType: string; content: string }[];
};

/** Epoch seconds; the mailbox holds the mails of all files, with their PDFs. */
const startOfFile = Math.floor(Date.now() / 1000);

/** All mails since this file began that went to this address, or mention this text. */
export async function mails(wanted: { to?: string; about?: string }): Promise<Mail[]> {
  const { body } = await request('GET', `${endpoints.mailbox}/store?since=${startOfFile}`);
  return (body.emails as Mail[]).filter(
    (mail) =>
      (wanted.to === undefined || mail.destination.to.includes(wanted.to)) &&
      (wanted.about === undefined || JSON.stringify(mail.body).includes(wanted.about)),
  );
}

/** Asks the local cloud itself: faults, schedules, grants, tokens. */
export const control = async (method: string, path: string, body?: unknown): Promise<Json> => {
  const reply = await request(method, `${controlUrl}${path}`, { body });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};

type Person = {
  role: 'admin' | 'finance' | 'owner' | 'member';
  customerId?: string;
  expiresInSeconds?: number;
};

/**
 * Signs somebody in: the shop's own people by their role, everybody else as a stored member of the
 * customer, or of none.
 */
export async function token({
  role,
  customerId,
  ...more
}: Person): Promise<Record<string, string>> {
  if (role === 'admin' || role === 'finance') return signIn({ role, ...more });
  if (customerId === undefined) return signIn({ email: anAddress(), ...more });
  const email = `${role}@${customerId.replaceAll('_', '-').toLowerCase()}.example`;
  await storeMember({ customerId, email, role });
  return signIn({ email, ...more });
}

/** A token of whoever has this role, or this address. */
export const signIn = async (request: object): Promise<Record<string, string>> => ({
  authorization: `Bearer ${(await control('POST', '/tokens', request)).token}`,
});

/** Asks the simulated Stripe for a fault, or what it knows. */
export const stripe = async (method: string, path: string, body?: unknown): Promise<Json> => {
  const reply = await request(method, `${endpoints.providers.stripe}${path}`, { body });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};

/** Everything the functions have logged since the start, line by line. */
export const logLines = async (functionName?: string): Promise<string[]> => {
  const query = functionName === undefined ? '' : `?function=${encodeURIComponent(functionName)}`;
  const reply = await request('GET', `${controlUrl}/logs${query}`);
  return reply.text.split('\n').filter((line) => line !== '');
};

/** What a browser of this payment's buyer comes back with. */
export async function returnQuery({ id }: Json): Promise<{ p: string; k: string }> {
  const secrets: Record<string, string> = await control('GET', '/secrets');
  const [, key = ''] = Object.entries(secrets).find(([name]) =>
    name.endsWith('/client-token-key'),
  )!;
  return { p: id.slice('pay_'.length), k: new ClientTokens([key]).issueReturnKey(id) };
}
