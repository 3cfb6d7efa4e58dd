import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { impatienceMs, press } from '../../contracts/provider-world.ts';
import {
  breakDown,
  comeBack,
  expireTokens,
  opened,
  paid,
  pending,
  setup,
  unknown,
  v1,
  v2,
  withSimulatedCinetPay,
} from './cinetpay-shop.ts';

withSimulatedCinetPay();

describe('an access token', () => {
  test('is requested once for any number of requests, and used for 23 hours', async () => {
    const { provider, payment, clock, logins } = setup();
    await Promise.all(Array.from({ length: 5 }, () => provider.status(payment)));
    clock.advance(22.9 * 60 * 60 * 1000);
    await provider.status(payment);
    expect(logins()).toBe(1);
    clock.advance(0.2 * 60 * 60 * 1000);
    await Promise.all([provider.status(payment), provider.status(payment)]);
    expect(logins()).toBe(2);
  });

  test.each([
    { status: 401, place: 'top' },
    { status: 401, place: 'details' },
    { status: 422, place: 'top' },
    { status: 422, place: 'details' },
    { status: 200, place: 'top' },
    { status: 200, place: 'details' },
  ])('that has expired is renewed, in whichever way that is reported: %j', async (disguise) => {
    const { provider, payment, logins } = setup();
    const open = opened(payment, await provider.open(payment, comeBack));
    await expireTokens(disguise);
    expect(await provider.status(open)).toMatchObject(pending);
    await expireTokens(disguise);
    const other = setup().payment;
    expect((await provider.open(other, comeBack)).kind).toBe('opened');
    expect(logins()).toBe(3);
  });

  test('that cannot be renewed leaves the outcome unknown, and the next request tries again', async () => {
    const { provider, payment, logins } = setup({ timeoutMs: impatienceMs });
    await provider.status(payment);
    await expireTokens();
    await breakDown('POST', '/v1/oauth/login', 'hang');
    expect(await provider.status(payment)).toMatchObject({ kind: 'unknown' });
    expect(await provider.status(payment)).toEqual({ kind: 'absent' });
    expect(logins()).toBe(3);
  });

  test('that is refused for this password leaves the outcome unknown', async () => {
    const { provider, payment, logins } = setup({ apiPassword: 'wrong' });
    expect(await provider.open(payment, comeBack)).toEqual(unknown);
    expect(await provider.status(payment)).toEqual(unknown);
    expect(await provider.cancel(payment)).toEqual(unknown);
    expect(logins()).toBe(3);
  });
});

describe('a shop that moves from the older API to the new one', () => {
  test('opens payments at the new one, and checks each where it was opened', async () => {
    const before = setup({ apiKeys: [v2.apikey] });
    const old = opened(before.payment, await before.provider.open(before.payment, comeBack));
    const { provider, payment } = setup({ apiKeys: [v1.apiKey, v2.apikey] });
    const young = opened(payment, await provider.open(payment, comeBack));
    expect([old.providerReference, young.providerReference]).toEqual([
      expect.stringMatching(/^v2:/),
      expect.stringMatching(/^v1:/),
    ]);
    await press(old, 'pay');
    expect(await provider.status(old)).toMatchObject(paid);
    expect(await provider.status(young)).toMatchObject(pending);
  });

  test('finds a payment whose opening was not stored, at either', async () => {
    const before = setup({ apiKeys: [v2.apikey] });
    await before.provider.open(before.payment, comeBack);
    const { provider, payment } = setup({ apiKeys: [v1.apiKey, v2.apikey] });
    expect(await provider.status(before.payment)).toMatchObject({
      ...pending,
      reference: `v2:${transactionIdOf(before.payment.id)}`,
    });
    expect(await provider.status(payment)).toEqual({ kind: 'absent' });
    await breakDown('GET', '/v1/payment', '500');
    expect(await provider.status(payment)).toEqual(unknown);
  });

  test('learns nothing about old payments once the old key is removed', async () => {
    const before = setup({ apiKeys: [v2.apikey] });
    const old = opened(before.payment, await before.provider.open(before.payment, comeBack));
    const { provider } = setup();
    expect(await provider.status(old)).toEqual(unknown);
    expect(await provider.cancel(old)).toEqual(unknown);
  });
});

test.each([
  [{ apiKeys: [] }],
  [{ apiKeys: [v1.apiKey], apiPassword: '' }],
  [{ apiKeys: [v2.apikey], siteId: '' }],
])('a shop without the settings of its key gets an error at once: %j', (keys) => {
  expect(() => setup(keys)).toThrow(/CinetPay/);
});

test('the payment of a transaction is known by the transaction’s id', async () => {
  const { provider, payment } = setup();
  expect(await provider.ownerOf(transactionIdOf(payment.id))).toEqual({
    kind: 'known',
    paymentId: payment.id,
  });
  expect(await provider.ownerOf('MP220915.2257.A76307')).toEqual({ kind: 'known' });
});
