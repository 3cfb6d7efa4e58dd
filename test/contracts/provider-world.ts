import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ParsedNotification } from '#domain/payments/notification';
import type { Payment } from '#domain/payments/payment';
import type {
  ComeBackUrls,
  PaymentProvider,
  ProviderState,
} from '#domain/payments/payment-provider';
import { aPayment, paymentIdOf } from '#test/payments';

/** A notification as it came over the wire. Names of headers are in lower case. */
export type Delivery = { headers: Record<string, string | undefined>; rawBody: Uint8Array };

/** The questions that can go wrong, by the request that the adapter asks them with. */
export type Step = 'open' | 'status' | 'cancel' | 'refund';

/** An adapter, the simulated provider that it talks to over HTTP, and the shop's own webhook. */
export type ProviderWorld = {
  /** Waits longer than a busy machine takes to answer. */
  provider: PaymentProvider;
  /** The same adapter at another address, or with less patience: `patienceMs` when it waits so long. */
  providerAt(url: string, timeoutMs?: number): PaymentProvider;
  /** Where the simulated provider is; it has the common controls `/_sim/faults`, `/_sim/charges`. */
  url: string;
  /** Which requests a fault must hit, by the beginning of their path, so that a step goes wrong. */
  requests: Record<Step, { method: 'GET' | 'POST'; path: string }>;
  /** `notify` is the address whose deliveries are `received`. */
  comeBack: ComeBackUrls;
  /** A payment of a new id that was never opened, over an amount that the provider takes. */
  newPayment(): Payment;
  /** How many checkouts the provider has for this payment. */
  countCheckouts(payment: Payment): Promise<number>;
  /** A text that occurs in the provider's record of the money taken for this payment. */
  markOf(payment: Payment): string;
  /** Every notification that has come so far. */
  received: readonly Delivery[];
  /** What the webhook function does before it takes one in; throws `WebhookRejectedError`. */
  verify(delivery: Delivery, payment: Payment): Promise<void> | void;
  parse(delivery: Delivery): ParsedNotification;
  /** Deliveries that differ from a genuine one in something that its proof covers. */
  altered(delivery: Delivery): Delivery[];
  /** What happens in the provider's dashboard; absent where it cannot give money back. */
  dashboard?: {
    refund(payment: Payment, minor: number): Promise<void>;
    dispute(payment: Payment, outcome: 'open' | 'won' | 'lost', minor?: number): Promise<void>;
  };
  stop(): Promise<void>;
};

/** What a provider's nature decides. */
export type Promises = {
  /** What `open` answers when it is asked a second time; `opened` is the same checkout again. */
  openedAgain: 'opened' | 'unknown';
  /** What the payment is after the buyer chose this on the provider's page. */
  after: Record<'decline' | 'cancel' | 'later', ProviderState['state']>;
  /** Whether nobody can pay any more once `cancel` has answered `cancelled`. */
  isClosedByCancel: boolean;
  refunds: 'partial' | 'manual';
  /** Whether its idempotency keys keep a 500 like any answer, so that the retry gets it again. */
  remembersBreakdowns?: boolean;
  /** In what the buyer may pay something else than what was asked, and the provider tells it. */
  distortions: readonly ('wrongAmount' | 'wrongCurrency')[];
};

/** How the simulated providers misbehave; the words are theirs. */
export type Trouble =
  | 'refuse'
  | '500'
  | '429'
  | 'hang'
  | 'actThenTimeout'
  | 'actThenReset'
  | 'truncate';

export type Json = Record<string, unknown>;

/** How long adapters wait for an answer that does come. */
export const patienceMs = 60_000;

/** How long they wait where the answer is known not to come. */
export const impatienceMs = 1_000;

/** Asks the simulated provider for something that no real one offers. */
export async function control<Answer = Json>(
  { url }: { url: string },
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${url}/_sim${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${method} /_sim${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A pending payment, made just now, that was never opened; name what the provider cares about. */
export function aNewPayment(changes: Partial<Payment>): Payment {
  const createdAt = new Date().toISOString();
  return aPayment({
    id: paymentIdOf(randomUUID(), createdAt),
    createdAt,
    updatedAt: createdAt,
    expiresAt: new Date(Date.now() + 60 * 60 * 1000).toISOString(),
    providerReference: undefined,
    action: undefined,
    version: 1,
    ...changes,
  });
}

/** Presses a button of the provider's page. */
export async function press({ action }: Payment, outcome: string): Promise<void> {
  if (action?.kind !== 'redirect') throw new Error('the payment has no page of the provider');
  const body = new URLSearchParams({ outcome });
  await fetch(action.url, { method: 'POST', body, redirect: 'manual' });
}

/** The shop's webhook: keeps every message that is posted and thanks for it. */
export async function startReceiver() {
  const received: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Delivery['headers'];
    if (request.method === 'POST') received.push({ headers, rawBody: Buffer.concat(chunks) });
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

/** Without its proof, and with a byte of the body changed, in twenty places. */
export function unproven(delivery: Delivery): Delivery[] {
  const { rawBody } = delivery;
  const places = Array.from({ length: 20 }, (_, n) => Math.floor((n * rawBody.length) / 20));
  const changed = places.map((at) => {
    const altered = Uint8Array.from(rawBody);
    altered[at] = altered[at]! ^ 1;
    return { ...delivery, rawBody: altered };
  });
  return [{ ...delivery, headers: {} }, ...changed];
}
