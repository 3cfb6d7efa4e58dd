import { randomUUID } from 'node:crypto';
import {
  aPaymentRequest,
  api,
  control,
  endpoints,
  eventually,
  type Json,
  type Reply,
  request,
} from '#test/cloud';
import { exceptions, type ShopName } from '#test/rows';
import { apiKeysFor, cinetPayV1, cinetPayV2 } from './shops/cinetpay.ts';
import { externalShop } from './shops/external.ts';
import { payPalShop } from './shops/paypal.ts';
import { type Charge, isAbout, type Message, type Shop, sim, type Told } from './shops/shop.ts';
import { stripeSheet, stripeShop } from './shops/stripe.ts';

export { type Charge, type Message, type Shop, sim, type Told };

export const shops: readonly Shop[] = [
  stripeShop,
  stripeSheet,
  payPalShop,
  cinetPayV1,
  cinetPayV2,
  externalShop,
];

type RowTest = (row: number, promise: string, act: () => Promise<void>) => void;

/**
 * Defines the tests of one shop after the other. `row` names a test by the edge case it is about,
 * and leaves it out where the list of exceptions says that there is no such case.
 */
export function eachShop(define: (shop: Shop, row: RowTest) => void): void {
  for (const shop of shops) {
    describe(`through ${shop.name}`, () => {
      if (shop === cinetPayV2) {
        beforeAll(() => openWith(cinetPayV2));
        afterAll(() => openWith(cinetPayV1));
      }
      define(shop, (row, promise, act) => {
        if (!exceptions[row]![shop.name]) test(`row ${row}, ${shop.name}: ${promise}`, act);
      });
    });
  }
}

/** From now on CinetPay's payments are opened by this generation. */
async function openWith(generation: Shop): Promise<void> {
  const secrets: Record<string, string> = await control('GET', '/secrets');
  const name = Object.keys(secrets).find((one) => one.endsWith('/cinetpay/api-key'))!;
  await control('POST', '/secrets', { [name]: apiKeysFor(generation) });
}

/** A payment that faults can be aimed at, whoever else is paying. */
export type Sale = { shop: Shop; mark: string; payment: Json };

/** Asks for a payment, as the shop's server does, and answers whatever comes. */
export const ask = (
  shop: Shop,
  {
    mark = randomUUID(),
    key = randomUUID(),
    changes = {},
  }: { mark?: string; key?: string; changes?: object } = {},
): Promise<Reply> =>
  api('POST', '/v1/payments', {
    body: aPaymentRequest({ ...shop.order(mark), ...changes }),
    headers: { 'idempotency-key': key },
  });

/** Opens a payment; fails when it is not created. */
export async function open(shop: Shop, changes: object = {}): Promise<Sale> {
  const mark = randomUUID();
  const reply = await ask(shop, { mark, changes });
  if (reply.status !== 201) throw new Error(`not created: ${reply.status} ${reply.text}`);
  return { shop, mark, payment: reply.body };
}

/** Makes something go wrong at the provider around this sale, or around one still to be opened. */
export const fault = (
  { shop, mark, payment }: Omit<Sale, 'payment'> & { payment?: Json },
  on: 'notification' | 'request' | 'payment',
  wanted: { fault: string } & Record<string, unknown>,
): Promise<Json> =>
  sim(shop.provider, 'POST', '/_sim/faults', { on, metadata: shop.aim(mark, payment), ...wanted });

/** Whatever the provider has to tell of this sale does not arrive. */
export const lose = (sale: Sale): Promise<Json> =>
  fault(sale, 'notification', { fault: 'lose', times: 50 });

/** The money that the provider has taken for this payment. */
export async function charges({ shop, payment }: Sale): Promise<Charge[]> {
  const all: Json[] = await sim(shop.provider, 'GET', '/_sim/charges');
  return all.filter((one) => isAbout(payment, one));
}

/** The checkouts that were opened at the provider for this payment. */
export const checkouts = async ({ shop, payment }: Sale): Promise<Json[]> =>
  (await shop.checkouts()).filter((one) => isAbout(payment, one));

/** What the provider has told of this payment, or would have, oldest first. */
export async function told({ shop, payment }: Sale): Promise<Told[]> {
  const all: Told[] = await sim(shop.provider, 'GET', '/_sim/events');
  return all
    .filter(({ data }) => isAbout(payment, data))
    .sort((one, other) => (one.created < other.created ? -1 : 1));
}

const moneyCame: Record<ShopName, string> = {
  // Its payment intent tells of it too, and that is listened to only after a while.
  stripe: 'checkout.session.completed',
  'stripe sheet': 'payment_intent.succeeded',
  paypal: 'CHECKOUT.ORDER.APPROVED',
  'cinetpay v1': 'SUCCESS',
  'cinetpay v2': 'ACCEPTED',
  external: 'payment.succeeded',
};

/** The notification that the buyer has paid, or at PayPal has agreed to. */
export const toldOfMoney = (sale: Sale): Promise<Told> =>
  eventually(async () => (await told(sale)).find(({ type }) => type === moneyCame[sale.shop.name]));

/** A payment that the buyer has paid and that nobody has told of, with what should have told. */
export async function paidUnheard(
  shop: Shop,
  changes: object = {},
): Promise<Sale & { event: Told }> {
  const sale = await open(shop, changes);
  await lose(sale);
  await shop.press(sale.payment, 'pay');
  return { ...sale, event: await toldOfMoney(sale) };
}

/** Sends an old notification again, signed anew. */
export const sendAgain = (
  { shop }: Sale,
  { id }: Told,
  more: { copies?: number; concurrent?: boolean } = {},
): Promise<Json> => sim(shop.provider, 'POST', `/_sim/events/${id}/send`, more);

/** Posts a message where the provider would. */
export const deliver = ({ provider }: Shop, message: Message): Promise<Reply> =>
  request('POST', `${endpoints.api}/webhooks/${provider}`, message);

/**
 * Waits until everything that was taken in has had its effect, but for Stripe's second witnesses,
 * which wait for some time and find nothing left to do.
 */
export async function untilQueuesAreEmpty(): Promise<void> {
  let busy: string[] = [];
  const isEmpty = async () => {
    const queues: Json[] = await control('GET', '/queues');
    busy = queues
      // One without dead letters holds some itself, and nobody empties it.
      .filter(({ deadLetters }) => deadLetters !== undefined)
      .filter(({ visible, inFlight }) => visible + inFlight > 0)
      .map(({ name, visible, inFlight }) => `${name}: ${visible} visible, ${inFlight} in flight`);
    return busy.length === 0;
  };
  await eventually(isEmpty).catch(() => {
    throw new Error(`the queues are not empty: ${busy.join('; ')}`);
  });
}
