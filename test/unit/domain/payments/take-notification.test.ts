import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import type { ParsedNotification } from '#domain/payments/notification';
import { takeNotification } from '#domain/payments/take-notification';
import { SettableClock, seededBytes } from '#test/clock';
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
  const deps = {
    payments,
    refunds: new MemoryRefundStore(payments),
    providers: only(provider),
    now: new SettableClock('2026-11-21T10:05:01.000Z').now,
    randomBytes: seededBytes(),
  };
  const take = (
    parsed: Partial<ParsedNotification> = {},
    received: Parameters<typeof aReceivedNotification>[0] = {},
  ) => takeNotification({ ...deps, parse: () => aParsed(parsed) }, aReceivedNotification(received));
  const kept = () => [...payments.inbox.values()];
  const stored = () => payments.rows.get(payment.id)!;
  return { payments, provider, take, kept, stored };
}

describe('a notification about a payment', () => {
  test('moves it, and is kept as it came, with what became of it', async () => {
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

  test('delivered again moves nothing', async () => {
    const { take, kept, payments } = await setup();
    await take();
    expect(await take()).toEqual({
      eventType: 'checkout.session.completed',
      verdict: 'applied',
      moved: undefined,
    });
    expect(kept()).toHaveLength(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('that is not stored yet shall come again, and so when its provider is silent', async () => {
    const { take, kept, provider } = await setup();
    await expect(take({ paymentId: 'pay_unknown' })).rejects.toThrow(NotFoundError);
    provider.script.status = [isSilent];
    await expect(take()).rejects.toThrow(ProviderUnreachableError);
    expect(kept()).toEqual([]);
  });
});

describe('what has no effect is kept all the same', () => {
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

  test('a provider whose notifications tell no mode has none that is wrong', async () => {
    const { take } = await setup();
    expect(await take({ mode: undefined })).toMatchObject({ verdict: 'applied' });
  });

  test('a live notification at a test endpoint is of the wrong mode too', async () => {
    const { take, provider } = await setup();
    provider.mode = 'test';
    expect(await take({ mode: 'live' })).toMatchObject({ verdict: 'wrong_mode' });
  });
});

describe('a notification about money that went back', () => {
  const aboutMoney = { concerns: 'money_back', paymentId: undefined, transaction: 'pi_1' } as const;

  test('finds its payment by the money, and is kept with it', async () => {
    const { take, stored, kept } = await setup(
      {
        ownerOf: [() => ({ kind: 'known', paymentId: aPayment().id })],
        moneyBack: [saysOfMoneyBack([{ reference: 're_1', minor: 10_000, status: 'succeeded' }])],
      },
      aCompletedPayment(),
    );
    expect(await take(aboutMoney)).toMatchObject({ verdict: 'applied' });
    expect(stored()).toMatchObject({ amountRefunded: 10_000, refundState: 'partial' });
    expect(kept()).toMatchObject([{ verdict: 'applied', paymentId: stored().id }]);
  });

  test('of another application’s money is foreign', async () => {
    const { take } = await setup({ ownerOf: [() => ({ kind: 'known' })] });
    expect(await take(aboutMoney)).toMatchObject({ verdict: 'foreign' });
  });

  test('whose owner cannot be found out now shall come again', async () => {
    const { take, kept } = await setup({ ownerOf: [isSilent] });
    await expect(take(aboutMoney)).rejects.toThrow(ProviderUnreachableError);
    expect(kept()).toEqual([]);
  });
});

describe('a replay', () => {
  test('of what was foreign or of the wrong mode counts now, and its verdict is brought up to date', async () => {
    const { take, kept, stored } = await setup();
    await take({ mode: 'test' });
    expect(kept()).toMatchObject([{ verdict: 'wrong_mode' }]);
    const taken = await take({}, { isReplay: true, requestId: 'request-replay' });
    expect(taken).toMatchObject({ verdict: 'applied', moved: { status: 'completed' } });
    expect(stored().status).toBe('completed');
    expect(kept()).toMatchObject([{ verdict: 'applied' }]);
    expect(kept()[0]).not.toHaveProperty('isReplay');
  });

  test('of what has had its effect does nothing twice', async () => {
    const { take, payments, kept } = await setup();
    await take();
    const before = kept();
    expect(await take({}, { isReplay: true })).toMatchObject({ moved: undefined });
    expect(payments.outbox.size).toBe(1);
    expect(kept()).toEqual(before);
  });
});
