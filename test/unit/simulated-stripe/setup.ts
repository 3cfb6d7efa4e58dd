import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { stoppedNow } from '#test/clock';
import { startSimulatedStripe } from '../../../local/providers/stripe/server.ts';
import { faultsByFixture } from './fixtures.ts';

const secretKey = 'sk_test_unit';
const webhookSecret = 'whsec_unit';

export type Received = {
  headers: IncomingHttpHeaders;
  body: string;
};

/** What Stripe's own fixtures have against anything that was said in this file. */
const faultsFound = new Set<string>();

function judge(said: unknown): void {
  for (const fault of faultsByFixture(said)) faultsFound.add(fault);
}

/** The client's own way to the network; every answer is judged as it comes. */
function judgingHttpClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const response = await makeRequest(...request);
    const toJson = response.toJSON.bind(response);
    response.toJSON = async () => {
      const answer = await toJson();
      judge(answer);
      return answer;
    };
    return response;
  };
  return client;
}

/** The seller's side of the webhook: keeps what comes and answers what the test decides. */
async function startReceiver() {
  const received: Received[] = [];
  const receiver = { received, url: '', status: 200, stop: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    judge(JSON.parse(body));
    received.push({ headers: request.headers, body });
    response.writeHead(receiver.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`;
  receiver.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return receiver;
}

/**
 * A simulated Stripe, a receiver for its notifications and the unmodified client, per test file.
 * Stopping fails when Stripe's own fixtures have anything against what the simulation said.
 */
export async function setup() {
  const receiver = await startReceiver();
  const simulated = await startSimulatedStripe({
    secretKey: secretKey,
    publishableKey: 'pk_test_unit',
    webhookSecret: webhookSecret,
    webhookUrl: receiver.url,
    now: stoppedNow(),
  });
  const stripe = clientFor(simulated.url);
  const control = async <Answer = { id: string; error?: string }>(
    method: string,
    path: string,
    body?: unknown,
  ) => {
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
  return { receiver, simulated, stripe, control, stop };
}

export type Setup = Awaited<ReturnType<typeof setup>>;

export function clientFor(url: string, key = secretKey, timeout = 10_000): Stripe {
  const port = Number(new URL(url).port);
  return new Stripe(key, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    timeout,
    httpClient: judgingHttpClient(),
  });
}

let orders = 0;

/** An order nobody else has: faults are aimed by its number. */
export function anOrder(): { order: string } {
  orders += 1;
  return { order: `order-${orders}` };
}

/** A session over 468,00 € unless the test says otherwise. */
export function aSession(
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    line_items: [aLine('eur', 46_800)],
    success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/basket',
    locale: 'fr',
    ...more,
  };
}

export function aLine(currency: string, unitAmount: number, quantity = 1) {
  return {
    quantity,
    price_data: { currency, unit_amount: unitAmount, product_data: { name: 'Table en teck' } },
  };
}

/** A session whose payment carries the order's number too. */
export function aSessionFor(metadata: { order: string }): Stripe.Checkout.SessionCreateParams {
  return aSession({ metadata, payment_intent_data: { metadata } });
}

/** Clicks a button of a payment page. */
export function click(url: string | null, outcome: string): Promise<Response> {
  const body = new URLSearchParams({ outcome });
  return fetch(String(url), { method: 'POST', body, redirect: 'manual' });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The notifications of a type about an order, unverified. */
export function notificationsOf(
  { receiver }: Setup,
  type: string,
  metadata: { order: string },
): Received[] {
  return receiver.received.filter(({ body }) => {
    const event = JSON.parse(body);
    return event.type === type && event.data.object.metadata?.order === metadata.order;
  });
}

/** Verifies a notification as the seller must. */
export function verify({ stripe }: Setup, received: Received, secret = webhookSecret) {
  const signature = String(received.headers['stripe-signature']);
  return stripe.webhooks.constructEvent(received.body, signature, secret);
}
