import { beyondTheFixtures, faultsByFixture, hasField } from './fixtures.ts';
import { aSession, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

test('the check itself reports what is wrong', async () => {
  const session = { ...(await world.stripe.checkout.sessions.create(aSession())) };
  expect(faultsByFixture(session)).toEqual([]);
  const faultsWith = (change: object) => faultsByFixture({ ...session, ...change }).join();
  expect(faultsWith({ colour: 'red' })).toContain('session.colour is not in the fixture');
  expect(faultsWith({ created: '1' })).toContain('session.created is of another type');
  expect(faultsWith({ created: 1.5 })).toContain('session.created is of another type');
  expect(faultsWith({ id: null })).toContain('session.id is null');
  expect(faultsWith({ metadata: { count: 1 } })).toContain('metadata is of another type');
  expect(faultsWith({ url: ['https://…'] })).toContain('session.url is of another type');
  expect(faultsWith({ phone_number_collection: { enabled: 'no' } })).toContain('enabled is of');
  expect(faultsWith({ object: 'checkout.basket' })).toContain('has no fixture');
});

test('nested resources are checked like separate ones', async () => {
  const { id } = await world.stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  const intent = await world.stripe.paymentIntents.retrieve(id);
  const event = { object: 'event', type: 'payment_intent.created', data: { object: intent } };
  expect(faultsByFixture({ ...event, data: { object: { ...intent, hue: 1 } } })).toEqual([
    'payment_intent.hue is not in the fixture',
  ]);
  expect(faultsByFixture({ object: 'list', data: [{ ...event, hue: 1 }] })).toEqual([
    'event.hue is not in the fixture',
  ]);
});

test.each(Object.keys(beyondTheFixtures))('%s is still missing in the fixtures', (path) => {
  expect(hasField(path)).toBe(false);
});
