import { erasedAddress } from '#domain/erasure/erased';
import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import { takeNotification } from '#domain/inbox/take-notification';
import { money } from '#domain/money';
import type { ParsedNotification } from '#domain/payments/notification';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, aPayment, aReceivedNotification } from '#test/payments';
import {
  isSilent,
  only,
  type Script,
  ScriptedProvider,
  saysOfMoneyBack,
  wasPaid,
} from '#test/scripted-provider';

const aParsed = (changes: Partial<ParsedNotification> = {}): ParsedNotification => ({
  eventId: 'evt_1',
  eventType: 'checkout.session.completed',
  occurredAt: '2026-11-21T10:04:59.000Z',
  mode: 'live',
  concerns: 'payment',
  paymentId: aPayment().id,
  ...changes,
});

async function setup(script: Script = { status: [wasPaid] }, payment = aPayment()) {
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const provider = new ScriptedProvider(script);
  provider.mode = 'live';
  const clock = new SettableClock('2026-11-21T10:05:01.000Z');
  const deps = {
    payments,
    refunds: new MemoryRefundStore(payments),
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const take = (
    parsed: Partial<ParsedNotification> = {},
    received: Parameters<typeof aReceivedNotification>[0] = {},
    attempt = 1,
  ) =>
    takeNotification(
      { ...deps, parse: () => aParsed(parsed) },
      aReceivedNotification(received),
      attempt,
    );
  const takeUnreadable = (received: Parameters<typeof aReceivedNotification>[0] = {}) =>
    takeNotification({ ...deps, parse: () => undefined }, aReceivedNotification(received));
  const kept = () => [...payments.inbox.values()];
  const stored = () => payments.rows.get(payment.id)!;
  return { payments, provider, clock, take, takeUnreadable, kept, stored };
}

describe('a notification about a payment', () => {
  test('changes it, and is kept as it arrived, with its verdict', async () => {
    const { take, kept, stored } = await setup();
    expect(await take()).toMatchObject({
      eventType: 'checkout.session.completed',
      verdict: 'applied',
      moved: { status: 'completed' },
    });
    expect(stored().status).toBe('completed');
    expect(kept()).toEqual([
      {
        ...aReceivedNotification(),
        eventId: 'evt_1',
        eventType: 'checkout.session.completed',
        occurredAt: '2026-11-21T10:04:59.000Z',
        paymentId: stored().id,
        verdict: 'applied',
      },
    ]);
  });

  test('delivered again changes nothing', async () => {
    const { take, kept, payments } = await setup();
    await take();
    expect(await take()).toEqual({
      eventType: 'checkout.session.completed',
      verdict: 'applied',
      paymentId: expect.stringMatching(/^pay_/),
    });
    expect(kept()).toHaveLength(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('that is not stored yet is retried, also if its provider does not answer', async () => {
    const { take, kept, provider } = await setup();
    await expect(take({ paymentId: 'pay_unknown' })).rejects.toThrow(NotFoundError);
    provider.script.status = [isSilent];
    await expect(take()).rejects.toThrow(ProviderUnreachableError);
    expect(kept()).toEqual([]);
  });
});

describe('a notification about a payment of another stage that shares the account [C11]', () => {
  const elsewhere = { paymentId: 'pay_of_another_stage' } as const;

  test('is retried while our own write may be late, and then counts', async () => {
    const { take, payments, kept } = await setup();
    await expect(take(elsewhere, {}, 1)).rejects.toThrow(NotFoundError);
    await expect(take(elsewhere, {}, 3)).rejects.toThrow(NotFoundError);
    expect(kept()).toEqual([]);
    await payments.createOrGet(aPayment({ id: elsewhere.paymentId }));
    expect(await take(elsewhere, {}, 4)).toMatchObject({ verdict: 'applied' });
  });

  test('is kept as foreign after some tries, and is not retried any more', async () => {
    const { take, kept, provider } = await setup();
    expect(await take(elsewhere, {}, 4)).toMatchObject({ verdict: 'foreign' });
    expect(kept()).toMatchObject([{ verdict: 'foreign', ...elsewhere }]);
    expect(provider.asked).toEqual([]);
  });

  test('is kept as foreign once it is some minutes old, whatever the number of tries', async () => {
    const { take, clock } = await setup();
    clock.set('2026-11-21T10:10:01.000Z');
    expect(await take(elsewhere)).toMatchObject({ verdict: 'foreign' });
  });

  test('also if it is about its refund', async () => {
    const { take } = await setup();
    const refund = { ...elsewhere, concerns: 'money_back' } as const;
    expect(await take(refund, {}, 4)).toMatchObject({ verdict: 'foreign' });
  });

  test('is not foreign because a provider does not answer', async () => {
    const { take } = await setup({ status: [isSilent] });
    await expect(take({}, {}, 5)).rejects.toThrow(ProviderUnreachableError);
  });
});

test('a genuine notification that cannot be read is kept as it arrived, once, and not retried [B11 L10]', async () => {
  const { takeUnreadable, kept, provider } = await setup();
  for (const receivedAt of ['2026-11-21T10:05:00.000Z', '2026-11-21T18:00:00.000Z'])
    expect(await takeUnreadable({ rawBody: 'null', receivedAt })).toEqual({
      eventType: 'unreadable',
      verdict: 'unreadable',
    });
  expect(kept()).toMatchObject([
    { verdict: 'unreadable', rawBody: 'null', occurredAt: '2026-11-21T00:00:00.000Z' },
  ]);
  expect(provider.asked).toEqual([]);
});

describe('a notification without effect is still kept', () => {
  test.each<[string, Partial<ParsedNotification>]>([
    ['ignored', { concerns: 'nothing' }],
    ['ignored', { concerns: 'nothing', paymentId: undefined }],
    ['foreign', { paymentId: undefined }],
    ['wrong_mode', { mode: 'test' }],
    ['wrong_mode', { mode: 'test', concerns: 'nothing' }],
  ])('as %s: %j', async (verdict, parsed) => {
    const { take, kept, stored, provider } = await setup();
    expect(await take(parsed)).toEqual({ eventType: 'checkout.session.completed', verdict });
    expect(kept()).toMatchObject([{ verdict, eventId: 'evt_1' }]);
    expect(stored()).toMatchObject({ status: 'pending', version: 2 });
    expect(provider.asked).toEqual([]);
  });

  test('a provider whose notifications state no mode has none of the wrong mode', async () => {
    const { take } = await setup();
    expect(await take({ mode: undefined })).toMatchObject({ verdict: 'applied' });
  });

  test('a live notification at a test endpoint is also of the wrong mode', async () => {
    const { take, provider } = await setup();
    provider.mode = 'test';
    expect(await take({ mode: 'live' })).toMatchObject({ verdict: 'wrong_mode' });
  });
});

describe('a notification about a refund', () => {
  const aboutMoney = { concerns: 'money_back', paymentId: undefined, transaction: 'pi_1' } as const;

  test('finds its payment by the transaction, and is kept with it', async () => {
    const { take, stored, kept } = await setup(
      {
        ownerOf: [() => ({ kind: 'known', paymentId: aPayment().id })],
        moneyBack: [saysOfMoneyBack([{ reference: 're_1', minor: 10_000, status: 'succeeded' }])],
      },
      aCompletedPayment(),
    );
    expect(await take(aboutMoney)).toMatchObject({ verdict: 'applied' });
    expect(stored()).toMatchObject({
      amountRefunded: money(10_000, 'EUR'),
      refundState: 'partial',
    });
    expect(kept()).toMatchObject([{ verdict: 'applied', paymentId: stored().id }]);
  });

  test('of another application’s transaction is foreign', async () => {
    const { take } = await setup({ ownerOf: [() => ({ kind: 'known' })] });
    expect(await take(aboutMoney)).toMatchObject({ verdict: 'foreign' });
  });

  test('whose payment cannot be found out now is retried', async () => {
    const { take, kept } = await setup({ ownerOf: [isSilent] });
    await expect(take(aboutMoney)).rejects.toThrow(ProviderUnreachableError);
    expect(kept()).toEqual([]);
  });
});

describe('of somebody who was erased before it came', () => {
  const erased = { email: erasedAddress, name: 'erased' };
  const naming = { rawBody: '{"email":"zenabou@boite.example"}', headers: { from: 'Zenabou' } };

  test.each([
    ['moves the payment', aPayment({ buyer: erased }), {}],
    ['changes nothing', aCompletedPayment({ buyer: erased }), {}],
    ['is about money back', aCompletedPayment({ buyer: erased }), { concerns: 'money_back' }],
  ] as const)('what %s is kept as a hash, also after a replay', async (_, payment, parsed) => {
    const script = { status: [wasPaid], moneyBack: [saysOfMoneyBack([])] };
    const { take, kept } = await setup(script, payment);
    await take(parsed, naming);
    const hash = {
      rawBody: expect.stringMatching(/^\{"erased":true,"sha256":"[0-9a-f]{64}"\}$/),
      headers: {},
      verdict: 'applied',
    };
    expect(kept()).toMatchObject([hash]);
    await take(parsed, { ...naming, isReplay: true });
    expect(kept()).toMatchObject([hash]);
  });

  test('a replay of what was foreign keeps no more than its hash', async () => {
    const { take, kept } = await setup(undefined, aPayment({ buyer: erased }));
    await take({ mode: 'test' }, naming);
    await take({}, { ...naming, isReplay: true });
    expect(kept()).toMatchObject([{ rawBody: expect.stringMatching(/^\{"erased"/) }]);
  });
});

describe('a replay', () => {
  test('of a foreign or wrong-mode notification counts now, and its verdict is updated', async () => {
    const { take, kept, stored } = await setup();
    await take({ mode: 'test' });
    expect(kept()).toMatchObject([{ verdict: 'wrong_mode' }]);
    const taken = await take({}, { isReplay: true, requestId: 'request-replay' });
    expect(taken).toMatchObject({ verdict: 'applied', moved: { status: 'completed' } });
    expect(stored().status).toBe('completed');
    expect(kept()).toMatchObject([{ verdict: 'applied' }]);
    expect(kept()[0]).not.toHaveProperty('isReplay');
  });

  test('of a notification that has had its effect does nothing', async () => {
    const { take, payments, kept } = await setup();
    await take();
    const before = kept();
    expect(await take({}, { isReplay: true })).not.toHaveProperty('moved');
    expect(payments.outbox.size).toBe(1);
    expect(kept()).toEqual(before);
  });
});
