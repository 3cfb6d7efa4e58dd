import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stoppedNow } from '#test/clock';
import { eventually } from '#test/eventually';
import { startSimulatedPayPal } from '../../../local/providers/paypal/server.ts';
import { faultsBySchema, faultsOfAnswer } from './schemas.ts';

export const appKeys = { clientId: 'unit-client', clientSecret: 'unit-secret' };
export const webhookId = '1JE4291016473214C';
export const returnUrl = 'https://shop.example/thanks?payment=1';
export const cancelUrl = 'https://shop.example/basket';

export type Received = {
  headers: IncomingHttpHeaders;
  body: string;
};

/** What the tests read of PayPal's objects; the shapes themselves are checked against its schemas. */
export type Told = {
  id: string;
  status: string;
  links: { rel: string; href: string }[];
  purchase_units: { payments: { captures: Told[]; refunds?: Told[] } }[];
  details: { issue: string; field?: string }[];
  amount: { currency_code: string; value: string };
  debug_id: string;
};

/** What PayPal's own description has against anything that was said in this file. */
const faultsFound = new Set<string>();

function note(fault: string | null): void {
  if (fault !== null) faultsFound.add(fault);
}

/** The seller's side of the webhook: keeps what comes and answers what the test decides. */
async function startReceiver() {
  const received: Received[] = [];
  const receiver = { received, url: '', status: 200, stop: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    note(faultsBySchema('webhooks-v1', 'event', JSON.parse(body)));
    received.push({ headers: request.headers, body });
    response.writeHead(receiver.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/paypal`;
  receiver.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return receiver;
}

/**
 * A simulated PayPal, a receiver for its notifications and a small client, per test file. Stopping
 * fails when PayPal's own description has anything against what the simulation said.
 */
export async function setup() {
  const receiver = await startReceiver();
  const simulated = await startSimulatedPayPal({
    ...appKeys,
    webhookId: webhookId,
    webhookUrl: receiver.url,
    now: stoppedNow(),
  });
  let bearer = '';
  const call = async <Answer = Told>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    timeoutMs = 60_000,
  ) => {
    if (bearer === '') bearer = `Bearer ${(await logIn(simulated.url)).body.access_token}`;
    const response = await fetch(`${simulated.url}${path}`, {
      method,
      headers: { authorization: bearer, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, headers: answered } = response;
    const said = (await response.json()) as Answer;
    note(faultsOfAnswer({ method, path, status, answer: said }));
    return { status, headers: answered, body: said };
  };
  const control = async <Answer = Told>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulated.url}/_sim${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const stop = async () => {
    await simulated.stop();
    await receiver.stop();
    expect([...faultsFound]).toEqual([]);
  };
  /** What follows happens with a token of its own. */
  const forgetToken = () => {
    bearer = '';
  };
  /** Moves the simulated clock, and logs in again: most skips outlive the token. */
  const skip = async (seconds: number) => {
    await control('POST', '/clock', { advanceSeconds: seconds });
    forgetToken();
  };
  return { receiver, simulated, call, control, forgetToken, skip, stop };
}

export type Setup = Awaited<ReturnType<typeof setup>>;

export async function logIn(url: string, app = appKeys, grant = 'client_credentials') {
  const credentials = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
  const response = await fetch(`${url}/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: grant }),
  });
  const body = (await response.json()) as { access_token: string; error?: string };
  return { status: response.status, body };
}

let orders = 0;

/** A name no other order has: faults are aimed by it. */
export function aCustomId(): string {
  orders += 1;
  return `payment-${orders}`;
}

/** An order over 468,00 € unless the test says otherwise. */
export function anOrder(unit: object = {}, context: object = {}) {
  return {
    intent: 'CAPTURE',
    purchase_units: [
      {
        description: 'Table en teck',
        amount: { currency_code: 'EUR', value: '468.00' },
        ...unit,
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: returnUrl,
          cancel_url: cancelUrl,
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
          locale: 'fr-FR',
          ...context,
        },
      },
    },
  };
}

/** Creates an order, with the address where its payer is sent. */
export async function placeOrder(world: Setup, unit: object = {}, context: object = {}) {
  const { body } = await world.call('POST', '/v2/checkout/orders', anOrder(unit, context));
  const url = body.links.find(({ rel }) => rel === 'payer-action')?.href ?? '';
  return { id: body.id, url };
}

/** An order whose payer has decided on the page. */
export async function decidedOrder(world: Setup, outcome = 'pay', unit: object = {}) {
  const order = await placeOrder(world, unit);
  await click(order.url, outcome);
  return order;
}

export function capture(world: Setup, orderId: string, headers: Record<string, string> = {}) {
  return world.call('POST', `/v2/checkout/orders/${orderId}/capture`, {}, headers);
}

/** An order that is paid, and the capture of its money. */
export async function paidOrder(world: Setup, unit: object = {}, outcome = 'pay') {
  const { id } = await decidedOrder(world, outcome, unit);
  const { body } = await capture(world, id);
  return { orderId: id, captureId: body.purchase_units[0]!.payments.captures[0]!.id };
}

export function refund(
  world: Setup,
  captureId: string,
  body: object = {},
  headers: Record<string, string> = {},
) {
  return world.call('POST', `/v2/payments/captures/${captureId}/refund`, body, headers);
}

export function euros(value: string) {
  return { amount: { currency_code: 'EUR', value } };
}

/** The issue that a refusal names first. */
export function issueOf({ body }: { body: Told }): string | undefined {
  return body.details?.[0]?.issue;
}

/** Clicks a button of the approval page. */
export function click(url: string, outcome: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    redirect: 'manual',
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The notifications of a type whose body mentions an id. */
export function notificationsOf({ receiver }: Setup, type: string, id: string): Received[] {
  return receiver.received.filter(
    ({ body }) => JSON.parse(body).event_type === type && body.includes(id),
  );
}

/** The one notification of this type about an id, once it has come. */
export async function notified(world: Setup, type: string, id: string) {
  const received = await eventually(() => notificationsOf(world, type, id)[0]);
  return { received, event: JSON.parse(received.body) };
}
