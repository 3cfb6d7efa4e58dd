import type { CardBox, CardHolders } from '#domain/cards/saved-cards';
import { ProviderUnreachableError } from '#domain/errors';
import { stripeCardBox } from '#providers/stripe/saved-cards';
import { type Setup, setup } from '../simulated-stripe/setup.ts';

let world: Setup;
let box: CardBox & CardHolders;
beforeAll(async () => {
  world = await setup();
  const readSecretKey = async () => ['sk_test_unit'];
  box = stripeCardBox({ apiUrl: world.simulated.url, readSecretKey });
});
afterAll(() => world.stop());

/** Pays on the mobile sheet, and saves the card there. */
async function saveCard(customer: string): Promise<string> {
  const { stripe, control } = world;
  const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'eur', customer });
  await control('POST', `/payment_intents/${id}/confirm`, { outcome: 'pay' });
  return String((await stripe.paymentIntents.retrieve(id)).payment_method);
}

const aHolder = async (): Promise<string> => (await world.stripe.customers.create({})).id;

test('shows what a holder recognises a card by, newest first, and nothing else', async () => {
  const holder = await aHolder();
  expect(await box.open(holder)).toEqual({ cards: [], chosenId: undefined });
  const first = await saveCard(holder);
  const second = await saveCard(holder);
  await saveCard(await aHolder());
  const visible = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2034 };
  const cards = [second, first].map((id) => ({ id, ...visible }));
  expect(await box.open(holder)).toEqual({ cards, chosenId: undefined });
  expect(await box.choose(holder, first)).toBe(true);
  expect(await box.open(holder)).toEqual({ cards, chosenId: first });
});

test('a detached card is gone, also as the chosen one; the second time it is not attached', async () => {
  const holder = await aHolder();
  const card = await saveCard(holder);
  await box.choose(holder, card);
  expect(await box.detach(card)).toBe(true);
  expect(await box.open(holder)).toEqual({ cards: [], chosenId: undefined });
  expect(await box.detach(card)).toBe(false);
  expect(await box.choose(holder, card)).toBe(false);
});

test('the card of another customer is not chosen', async () => {
  const [holder, other] = [await aHolder(), await aHolder()];
  expect(await box.choose(holder, await saveCard(other))).toBe(false);
  expect((await box.open(holder)).chosenId).toBeUndefined();
});

test('a customer that was deleted in the dashboard has no cards', async () => {
  expect(await box.open('cus_gone')).toEqual({ cards: [] });
});

test('a customer that is deleted for a person who is forgotten has no card left, and is deleted once', async () => {
  const holder = await aHolder();
  const card = await saveCard(holder);
  expect(await box.forget(holder)).toBe(true);
  expect(await world.stripe.customers.retrieve(holder)).toMatchObject({
    id: holder,
    deleted: true,
  });
  expect(await box.detach(card)).toBe(false);
  expect(await box.open(holder)).toEqual({ cards: [] });
  expect(await box.forget(holder)).toBe(false);
  expect(await box.forget('cus_of_another_account')).toBe(false);
});

test('without an answer nothing is known of the cards', async () => {
  const readSecretKey = async () => ['sk_test_other'];
  const refused = stripeCardBox({ apiUrl: world.simulated.url, readSecretKey });
  const away = stripeCardBox({ apiUrl: 'http://127.0.0.1:9', readSecretKey });
  for (const { open, choose, detach, forget } of [refused, away])
    for (const ask of [
      () => open('cus_1'),
      () => choose('cus_1', 'pm_1'),
      () => detach('pm_1'),
      () => forget('cus_1'),
    ])
      await expect(ask()).rejects.toThrow(ProviderUnreachableError);
});
