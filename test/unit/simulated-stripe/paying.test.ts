import type Stripe from 'stripe';
import { eventually } from '#test/eventually';
import {
  aLine,
  anOrder,
  aSession,
  aSessionFor,
  click,
  notificationsOf,
  type Setup,
  setup,
  verify,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const sessions = () => world.stripe.checkout.sessions;
const pageOf = async (url: string | null, language = 'fr') =>
  (await fetch(String(url), { headers: { 'accept-language': language } })).text();

test('paying settles the session, notifies the seller and sends the buyer back', async () => {
  const metadata = anOrder();
  const session = await sessions().create(aSessionFor(metadata));
  const response = await click(session.url, 'pay');

  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(
    `https://shop.example/thanks?session=${session.id}`,
  );
  const paid = await sessions().retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
  expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
  const intent = paid.payment_intent as Stripe.PaymentIntent;
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 46_800, metadata });
  expect(intent.latest_charge).toMatchObject({ captured: true, amount: 46_800, metadata });

  const [received] = await eventually(() => {
    const found = notificationsOf(world, 'checkout.session.completed', metadata);
    return found.length > 0 && found;
  });
  const event = verify(world, received!);
  expect(event).toMatchObject({ api_version: '2026-10-28.endive', livemode: false });
  expect(event.data.object).toMatchObject({ id: session.id, payment_status: 'paid' });
  expect(received!.body).toContain('\n  "object": "event"');
  expect(() => verify(world, received!, 'whsec_other')).toThrow();
  await eventually(() => notificationsOf(world, 'payment_intent.succeeded', metadata).length === 1);
});

test('paying twice charges once', async () => {
  const metadata = anOrder();
  const session = await sessions().create(aSessionFor(metadata));
  await Promise.all([click(session.url, 'pay'), click(session.url, 'pay')]);

  const { body } = await world.control<{ metadata: { order?: string } }[]>('GET', '/charges');
  const mine = body.filter((charge) => charge.metadata.order === metadata.order);
  expect(mine).toHaveLength(1);
  expect(mine[0]).toMatchObject({ amount: 46_800, currency: 'eur', refunded: false });
});

test('a declined card leaves the session open, and another card may pay', async () => {
  const metadata = anOrder();
  const session = await sessions().create(aSessionFor(metadata));
  const declined = await click(session.url, 'decline');

  expect(declined.headers.get('location')).toBe(new URL(session.url!).pathname);
  expect(await pageOf(session.url)).toContain('Votre carte a été refusée');
  const open = await sessions().retrieve(session.id, { expand: ['payment_intent'] });
  expect(open.status).toBe('open');
  expect(open.payment_intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', type: 'card_error' },
  });
  await eventually(
    () => notificationsOf(world, 'payment_intent.payment_failed', metadata).length === 1,
  );

  await click(session.url, 'pay');
  const paid = await sessions().retrieve(session.id, { expand: ['payment_intent'] });
  expect(paid.payment_status).toBe('paid');
  expect(paid.payment_intent).toMatchObject({ last_payment_error: null });
});

test('cancelling returns to the shop and charges nobody', async () => {
  const session = await sessions().create(aSession());
  const response = await click(session.url, 'cancel');
  expect(response.headers.get('location')).toBe('https://shop.example/basket');
  expect((await sessions().retrieve(session.id)).status).toBe('open');
});

test.each([
  ['pay', 'paid', 'checkout.session.async_payment_succeeded'],
  ['decline', 'unpaid', 'checkout.session.async_payment_failed'],
])(
  'a delayed method is complete and unpaid until the bank answers: %s',
  async (outcome, paymentStatus, type) => {
    const metadata = anOrder();
    const session = await sessions().create(aSessionFor(metadata));
    await click(session.url, 'later');
    const waiting = await sessions().retrieve(session.id);
    expect(waiting).toMatchObject({ status: 'complete', payment_status: 'unpaid' });

    await world.control('POST', `/checkout/sessions/${session.id}/settle`, { outcome });
    const settled = await sessions().retrieve(session.id);
    expect(settled).toMatchObject({ status: 'complete', payment_status: paymentStatus });
    await eventually(() => notificationsOf(world, type, metadata).length === 1);
  },
);

test('the page is in the language of the shop or of the browser, and writes amounts as usual in it', async () => {
  const french = await sessions().create(aSession());
  const page = (await pageOf(french.url, 'en')).replace(/[\u00a0\u202f]/g, ' ');
  expect(page).toContain('lang="fr"');
  expect(page).toContain('468,00 €');

  const lines = [aLine('xof', 5_000)];
  const auto = await sessions().create(aSession({ locale: 'auto', line_items: lines }));
  const inFrench = (await pageOf(auto.url, 'fr-SN')).replace(/[\u00a0\u202f]/g, ' ');
  expect(inFrench).toContain('5 000 F CFA');
  expect(await pageOf(auto.url, 'en-GB')).toContain('lang="en"');
});

test('a shop’s texts cannot become markup', async () => {
  const line = aLine('eur', 500);
  line.price_data.product_data.name = '<script>alert(1)</script>';
  const session = await sessions().create(aSession({ line_items: [line] }));
  expect(await pageOf(session.url)).not.toContain('<script>');
});

test('an expired session offers nothing to click', async () => {
  const session = await sessions().create(aSession());
  await sessions().expire(session.id);
  const page = await pageOf(session.url);
  expect(page).toContain('a expiré');
  expect(page).not.toContain('<button');
  await click(session.url, 'pay');
  expect((await sessions().retrieve(session.id)).payment_status).toBe('unpaid');
});
