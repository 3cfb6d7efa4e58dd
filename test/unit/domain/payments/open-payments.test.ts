import type { Claim } from '#domain/idempotency';
import {
  type InitiateDeps,
  type InitiateRequest,
  initiatePayment,
  paymentIdOf,
} from '#domain/payments/initiate-payment';
import type { Initiator, PaymentOrder } from '#domain/payments/payment';
import { noSwitches } from '#domain/switches/switches';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { anOrder } from '#test/payments';
import {
  aCardProvider,
  isSilent,
  only,
  opensCheckout,
  type Script,
  ScriptedProvider,
} from '#test/scripted-provider';
import { aSeller } from '#test/sellers';

const initiators: Record<Initiator['kind'], Initiator> = {
  server: { kind: 'server', isCustomer: true },
  staff: { kind: 'staff', isCustomer: false },
  member: { kind: 'member', isCustomer: true },
  link: { kind: 'link', isCustomer: false },
};

function setup(script: Script = { open: [opensCheckout] }) {
  const provider = new ScriptedProvider(script);
  const payments = new MemoryPaymentStore();
  const clock = new SettableClock();
  const deps: InitiateDeps = {
    payments,
    catalogue: { stripe: aCardProvider() },
    switches: async () => noSwitches,
    providers: only(provider),
    comeBack: () => ({ success: 'https://x/1', cancel: 'https://x/2', notify: 'https://x/3' }),
    patience: { tries: 3, pause: async () => {} },
    shopOrigins: ['https://shop.example'],
    seller: aSeller(),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  let count = 0;
  const nextClaim = (): Claim => {
    count += 1;
    const id = String(count).padStart(64, '0');
    return aClaim({ id, createdAt: clock.now().toISOString() });
  };
  const open = (
    kind: Initiator['kind'],
    order: Partial<PaymentOrder> = {},
    request: Partial<InitiateRequest> = {},
  ) =>
    initiatePayment(deps, {
      order: anOrder({
        ...{ orderId: undefined, invoiceId: 'inv_1', initiator: initiators[kind] },
        ...order,
      }),
      claim: nextClaim(),
      requestId: 'request-1',
      caller: { kind: 'public' },
      namesPayer: false,
      ...request,
    });
  return { provider, payments, clock, open, nextClaim };
}

const buyer = (n: number) => ({ ...anOrder().buyer, email: `payer-${n}@example.com` });

describe.each(['link', 'member', 'staff'] as const)('requested by a %s [B7]', (kind) => {
  test('forty times, one payment is opened, and returned each time', async () => {
    const { open, payments, provider } = setup();
    const opened = [];
    for (let n = 0; n < 40; n += 1) opened.push(await open(kind));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened.at(-1)!.action).toEqual(opened[0]!.action);
    expect(payments.rows.size).toBe(1);
    expect(provider.timesAsked('open')).toBe(1);
  });

  test('in two windows at once, one payment is opened', async () => {
    const { open, payments } = setup();
    const [one, other] = await Promise.all([open(kind), open(kind)]);
    expect(one.id).toBe(other.id);
    expect(payments.rows.size).toBe(1);
  });

  test('for another thing, by another method or for a plan, another payment is opened', async () => {
    const { open, payments } = setup();
    await open(kind);
    await open(kind, { invoiceId: 'inv_2' });
    await open(kind, { action: 'sdk' });
    await open(kind, { invoiceId: undefined, planId: 'pro' });
    expect(payments.rows.size).toBe(4);
  });

  test('once it is closed, or about to expire, a new one is opened', async () => {
    const { open, payments, clock } = setup();
    const first = await open(kind);
    payments.rows.get(first.id)!.status = 'failed';
    const second = await open(kind);
    expect(second.id).not.toBe(first.id);
    clock.advance(56 * 60_000);
    expect((await open(kind)).id).not.toBe(second.id);
  });

  test('while it is processing, no second one is opened', async () => {
    const { open, payments, clock } = setup();
    const first = await open(kind);
    payments.rows.get(first.id)!.status = 'processing';
    clock.advance(90 * 60_000);
    expect((await open(kind)).id).toBe(first.id);
  });

  test('with different telephones, a few are opened, then 429; a request without one is still accepted', async () => {
    const { open, payments } = setup();
    const named = (n: number) => open(kind, { buyer: buyer(n) }, { namesPayer: true });
    for (let n = 0; n < 5; n += 1) await named(n);
    await expect(named(5)).rejects.toMatchObject({
      code: 'too_many_open_payments',
      // Until the first of them expires, an hour after it was opened.
      retryAfterSeconds: 3_600,
    });
    expect((await named(4)).buyer.email).toBe('payer-4@example.com');
    expect((await open(kind)).status).toBe('pending');
    expect(payments.rows.size).toBe(6);
    payments.rows.get([...payments.rows.keys()][0]!)!.status = 'expired';
    expect((await named(5)).status).toBe('pending');
  });

  test('thirty are started in a day, of which twenty name a payer; the next day has its own', async () => {
    const { open, payments, clock } = setup();
    const closeAll = () => {
      for (const payment of payments.rows.values()) payment.status = 'cancelled';
    };
    const named = (n: number) => open(kind, { buyer: buyer(n) }, { namesPayer: true });
    // 10:00 UTC: fourteen hours of the day remain.
    const tooMany = { code: 'too_many_payments', retryAfterSeconds: 14 * 3_600 };
    for (let n = 0; n < 20; n += 1) {
      await named(n);
      closeAll();
    }
    await expect(named(20)).rejects.toMatchObject(tooMany);
    for (let n = 0; n < 10; n += 1) {
      await open(kind);
      if (n < 9) closeAll();
    }
    expect((await open(kind)).status).toBe('pending');
    expect(payments.rows.size).toBe(30);
    closeAll();
    await expect(open(kind)).rejects.toMatchObject(tooMany);
    expect((await open(kind, { invoiceId: 'inv_2' })).status).toBe('pending');
    expect((await open('server')).status).toBe('pending');
    clock.advance(14 * 3_600_000);
    expect((await named(21)).status).toBe('pending');
  });

  test('a checkout that the provider did not answer is opened by the next request', async () => {
    const { open, payments } = setup({ open: [isSilent, opensCheckout] });
    await expect(open(kind)).rejects.toMatchObject({ code: 'provider_unreachable' });
    expect((await open(kind)).action).toBeDefined();
    expect(payments.rows.size).toBe(1);
  });

  test('the same claim finds its own payment again, even if that is closed', async () => {
    const { open, payments, nextClaim } = setup();
    const claim = nextClaim();
    const first = await open(kind, {}, { claim });
    expect(first.id).toBe(paymentIdOf(claim));
    payments.rows.get(first.id)!.status = 'completed';
    expect(await open(kind, {}, { claim })).toMatchObject({ id: first.id, status: 'completed' });
  });
});

test('a caller with a link never gets a payment that a member has opened, nor the reverse [B1]', async () => {
  const { open } = setup();
  const ids = [];
  for (const kind of ['link', 'member', 'staff'] as const) ids.push((await open(kind)).id);
  expect(new Set(ids).size).toBe(3);
});

test('the shop’s own server opens as many as it requests, without a list', async () => {
  const { open, payments } = setup();
  for (let n = 0; n < 10; n += 1) await open('server');
  expect(payments.rows.size).toBe(10);
  expect(payments.open.size).toBe(0);
});
