import { createHash } from 'node:crypto';
import {
  PaymentsSwitchedOffError,
  ProviderUnreachableError,
  UnprocessableError,
} from '#domain/errors';
import type { Line } from '#domain/invoices/line';
import { money } from '#domain/money';
import { cancelPayment } from '#domain/payments/cancel-payment';
import {
  type InitiateDeps,
  type InitiateRequest,
  initiatePayment,
} from '#domain/payments/initiate-payment';
import type { PaymentOrder } from '#domain/payments/payment';
import type { OpenAnswer } from '#domain/payments/payment-provider';
import { settlePayment } from '#domain/payments/settle-payment';
import { noSwitches, type Switch } from '#domain/switches/switches';
import { aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, anOrder } from '#test/payments';
import {
  aCardProvider,
  isSilent,
  knows,
  only,
  opensCheckout,
  refuses,
  type Script,
  ScriptedProvider,
  wasPaid,
} from '#test/scripted-provider';
import { aSeller } from '#test/sellers';
import { aSwitch } from '#test/switches';

function setup(script: Script = { open: [opensCheckout] }, changes: Partial<InitiateDeps> = {}) {
  const provider = new ScriptedProvider(script);
  const payments = new MemoryPaymentStore();
  const clock = new SettableClock();
  const deps: InitiateDeps = {
    payments,
    catalogue: { stripe: aCardProvider() },
    switches: async () => noSwitches,
    providers: only(provider),
    comeBack: ({ id }) => ({
      success: `https://api.example/ok/${id}`,
      cancel: 'https://api.example/no',
      notify: 'https://api.example/hook',
    }),
    patience: { tries: 5, pause: async () => {} },
    shopOrigins: ['https://shop.example', 'http://localhost:*'],
    seller: aSeller(),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
    ...changes,
  };
  return { provider, payments, clock, deps };
}

const aRequest = (changes: Partial<InitiateRequest> = {}): InitiateRequest => ({
  order: anOrder(),
  claim: aClaim(),
  requestId: 'request-1',
  caller: { kind: 'key', keyId: 'key_shop', scopes: ['payments:write'] },
  namesPayer: true,
  ...changes,
});

const anOrderOf = (...lines: Line[]) => anOrder({ lines });

describe('a buyer is sent to pay', () => {
  test('the provider’s checkout is what the buyer must do next', async () => {
    const { deps, payments } = setup();
    const payment = await initiatePayment(deps, aRequest());
    expect(payment).toMatchObject({
      status: 'pending',
      provider: 'stripe',
      providerReference: `cs_${payment.id}`,
      action: { kind: 'redirect', url: `https://checkout.stripe.example/${payment.id}` },
      expiresAt: '2026-11-21T11:00:00.000Z',
    });
    expect(payments.rows.get(payment.id)).toEqual(payment);
  });

  test('the provider gets the address that returns the browser to this payment', async () => {
    const { deps, provider } = setup();
    const { id } = await initiatePayment(deps, aRequest());
    expect(provider.asked).toMatchObject([
      { method: 'open', comeBack: { success: `https://api.example/ok/${id}` } },
    ]);
  });

  test('the payment is stored before the provider is asked, so that no money arrives without a record', async () => {
    const { deps, payments, provider } = setup();
    provider.script.open = [
      (payment) => {
        expect(payments.rows.get(payment.id)).toMatchObject({ status: 'pending', version: 1 });
        return opensCheckout(payment);
      },
    ];
    await initiatePayment(deps, aRequest());
    expect(provider.asked).toHaveLength(1);
  });
});

describe('the same key', () => {
  test('sent twice asks the provider once and gives the same payment', async () => {
    const { deps, provider, clock } = setup();
    const first = await initiatePayment(deps, aRequest());
    clock.advance(60_000);
    expect(await initiatePayment(deps, aRequest({ requestId: 'request-2' }))).toEqual(first);
    expect(provider.asked).toHaveLength(1);
  });

  test('sent twice at once gives one payment and one checkout', async () => {
    const { deps, provider, payments } = setup();
    const [a, b] = await Promise.all([
      initiatePayment(deps, aRequest()),
      initiatePayment(deps, aRequest({ requestId: 'request-2' })),
    ]);
    expect([a.id, a.action]).toEqual([b.id, b.action]);
    expect(payments.rows.size).toBe(1);
    expect(new Set(provider.asked.map(({ payment }) => payment.id)).size).toBe(1);
  });

  test('from another caller is another payment', async () => {
    const { deps, payments } = setup();
    const mine = await initiatePayment(deps, aRequest());
    const theirs = await initiatePayment(
      deps,
      aRequest({ claim: aClaim({ id: 'ff'.repeat(32) }) }),
    );
    expect(theirs.id).not.toBe(mine.id);
    expect(payments.rows.size).toBe(2);
  });
});

describe('a provider that does not answer', () => {
  test('leaves the payment pending, and the retry asks with the same id', async () => {
    const { deps, payments, provider } = setup({ open: [isSilent, opensCheckout] });
    await expect(initiatePayment(deps, aRequest())).rejects.toThrow(ProviderUnreachableError);
    expect([...payments.rows.values()]).toMatchObject([{ status: 'pending', version: 1 }]);
    const payment = await initiatePayment(deps, aRequest());
    expect(payment.action).toBeDefined();
    expect(provider.asked.map((question) => question.payment.id)).toEqual([payment.id, payment.id]);
    expect(payments.outbox.size).toBe(0);
  });

  test('is never treated as a refusal', async () => {
    const { deps, payments } = setup({ open: [isSilent] });
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(initiatePayment(deps, aRequest())).rejects.toThrow(ProviderUnreachableError);
    expect(payments.eventsOf('payment.failed')).toEqual([]);
  });
});

describe('a refusal', () => {
  test('is an answer, not an error: it is stored, published and repeated', async () => {
    const { deps, payments, provider } = setup({ open: [refuses] });
    const payment = await initiatePayment(deps, aRequest());
    expect(payment).toMatchObject({
      status: 'failed',
      failure: { code: 'amount_too_small', message: 'The amount is too small.' },
    });
    expect(await initiatePayment(deps, aRequest())).toEqual(payment);
    expect(provider.asked).toHaveLength(1);
    expect(payments.eventsOf('payment.failed')).toMatchObject([
      { data: { paymentId: payment.id } },
    ]);
    expect(payments.ledger.size).toBe(0);
  });
});

describe('lines that do not add up', () => {
  const coffee = { description: 'Café moulu de Man', quantity: 3, unitGrossMinor: 1200 };

  test.each([
    ['too much', money(3599, 'EUR'), [coffee]],
    ['too little', money(3601, 'EUR'), [coffee]],
    ['no line at all', money(3600, 'EUR'), []],
  ])('%s: nobody is charged', async (_, amount, lines) => {
    const { deps, provider, payments } = setup();
    const order = { ...anOrderOf(...lines), amount };
    await expect(initiatePayment(deps, aRequest({ order }))).rejects.toMatchObject({
      code: 'lines_do_not_add_up',
    });
    expect(provider.asked).toEqual([]);
    expect(payments.rows.size).toBe(0);
  });

  test('lines that add up are accepted', async () => {
    const { deps } = setup();
    const order = { ...anOrderOf(coffee, { ...coffee, quantity: 1 }), amount: money(4800, 'EUR') };
    expect(await initiatePayment(deps, aRequest({ order }))).toMatchObject({ status: 'pending' });
  });
});

describe('the buyer returns only to the shop', () => {
  test.each([
    'https://shop.example',
    'https://shop.example/merci?a=1#b',
    'https://shop.example:443/merci',
    'https://SHOP.example/merci',
    'http://localhost:3000/merci',
    'http://localhost:65535/',
    'http://localhost/',
  ])('%s belongs to the shop', async (returnUrl) => {
    const { deps } = setup();
    const order = anOrder({ returnUrl, cancelUrl: returnUrl });
    expect(await initiatePayment(deps, aRequest({ order }))).toMatchObject({ returnUrl });
  });

  test.each([
    'https://evil.example/',
    'https://shop.example@evil.example/',
    'https://shop.example:443@evil.example/',
    'https://shop.example.evil.com/',
    'https://evilshop.example/',
    'https://www.shop.example/',
    'https://shop.example:8443/',
    'http://shop.example/',
    'https://evil.example/https://shop.example/',
    'https://evil.example?https://shop.example',
    'https://localhost:3000/',
    'http://localhost:3000@evil.example/',
    'http://localhost.evil.com:3000/',
    'http://127.0.0.1:3000/',
    'javascript:alert(1)//https://shop.example',
    'data:text/html,https://shop.example',
  ])('%s does not', async (url) => {
    for (const place of ['returnUrl', 'cancelUrl'] as const) {
      const { deps, provider } = setup();
      const attempt = initiatePayment(deps, aRequest({ order: anOrder({ [place]: url }) }));
      await expect(attempt).rejects.toMatchObject({ code: 'origin_not_allowed' });
      expect(provider.asked).toEqual([]);
    }
  });

  test('a shop without configured origins can still take payments without addresses', async () => {
    const { deps } = setup(undefined, { shopOrigins: [] });
    const order = anOrder({ returnUrl: undefined, cancelUrl: undefined });
    expect(await initiatePayment(deps, aRequest({ order }))).toMatchObject({ status: 'pending' });
    await expect(
      initiatePayment(deps, aRequest({ claim: aClaim({ id: 'aa' }) })),
    ).rejects.toMatchObject({ code: 'origin_not_allowed' });
  });
});

describe('a provider is chosen', () => {
  const choose = (changes: Partial<PaymentOrder>) => {
    const { deps, provider } = setup();
    const attempt = initiatePayment(deps, aRequest({ order: anOrder(changes) }));
    return { attempt, provider };
  };

  test.each([
    ['no_provider_available', { method: 'mobile_money' }],
    ['no_provider_available', { provider: 'paypal' }],
    ['no_provider_available', { amount: money(5000, 'XAF') }],
    ['amount_below_minimum', { amount: money(49, 'EUR') }],
    ['amount_below_minimum', { amount: money(299, 'XOF') }],
    ['amount_above_maximum', { amount: money(100_000_000, 'EUR') }],
  ] as [string, Partial<PaymentOrder>][])('%s for %j', async (code, changes) => {
    const { attempt, provider } = choose(changes);
    await expect(attempt).rejects.toThrow(UnprocessableError);
    await expect(attempt).rejects.toMatchObject({ code });
    expect(provider.asked).toEqual([]);
  });

  test.each([money(50, 'EUR'), money(99_999_999, 'EUR'), money(300, 'XOF')])(
    '%j is within the limits',
    async (amount) => {
      await expect(choose({ amount }).attempt).resolves.toMatchObject({ provider: 'stripe' });
    },
  );

  test('the limit is written in the buyer’s currency', async () => {
    await expect(choose({ amount: money(299, 'XOF') }).attempt).rejects.toThrow(
      'stripe takes F\u00a0CFA\u00a0300 or more; this is F\u00a0CFA\u00a0299.',
    );
  });
});

describe('a notification that arrives before the provider’s own answer', () => {
  const settleBeforeAnswering = (context: ReturnType<typeof setup>) => {
    context.provider.script = {
      open: [
        async (payment) => {
          await settlePayment(context.deps, {
            paymentId: payment.id,
            requestId: 'request-webhook',
            reference: `cs_${payment.id}`,
            notification: aNotification({ paymentId: payment.id }),
          });
          return opensCheckout(payment);
        },
      ],
      status: [wasPaid],
    };
  };

  test('is not lost: the payment is completed, once', async () => {
    const context = setup();
    settleBeforeAnswering(context);
    const { deps, payments } = context;
    const payment = await initiatePayment(deps, aRequest());
    expect(payment).toMatchObject({ status: 'completed', providerReference: `cs_${payment.id}` });
    expect(payments.rows.get(payment.id)).toMatchObject({ status: 'completed' });
    expect(payments.eventsOf('payment.completed')).toHaveLength(1);
    expect(payments.ledger.size).toBe(1);
  });

  test('gives a repeated request the same answer', async () => {
    const context = setup();
    settleBeforeAnswering(context);
    await initiatePayment(context.deps, aRequest());
    expect(await initiatePayment(context.deps, aRequest())).toMatchObject({ status: 'completed' });
    expect(context.provider.timesAsked('open')).toBe(1);
  });

  test('about a payment that was cancelled meanwhile leaves it cancelled', async () => {
    const context = setup();
    context.provider.script = {
      open: [
        async (payment) => {
          await cancelPayment(context.deps, payment, aServersAct('key_shop', 'request-cancel'));
          return opensCheckout(payment);
        },
      ],
      cancel: [() => ({ kind: 'cancelled' })],
    };
    expect(await initiatePayment(context.deps, aRequest())).toMatchObject({ status: 'cancelled' });
  });

  test('about a payment that was cancelled meanwhile leaves its checkout known: late money is looked for', async () => {
    const context = setup();
    context.provider.script = {
      open: [
        async (payment) => {
          await cancelPayment(context.deps, payment, aServersAct('key_shop', 'request-cancel'));
          return opensCheckout(payment);
        },
      ],
      cancel: [() => ({ kind: 'cancelled' })],
    };
    const { id } = await initiatePayment(context.deps, aRequest());
    expect(context.payments.rows.get(id)).toMatchObject({
      status: 'cancelled',
      providerReference: `cs_${id}`,
      checkAt: '2026-11-21T11:00:00.000Z',
    });
  });

  test('about a processing payment loses neither the checkout nor the buyer’s next step', async () => {
    const context = setup();
    settleBeforeAnswering(context);
    context.provider.script.status = [knows({ state: 'processing' })];
    const payment = await initiatePayment(context.deps, aRequest());
    expect(payment).toMatchObject({ status: 'processing', action: { kind: 'redirect' } });
    expect(context.payments.rows.get(payment.id)).toEqual(payment);
  });

  test('about a paid payment is not overridden by a refusal', async () => {
    const context = setup();
    settleBeforeAnswering(context);
    const [settles] = context.provider.script.open!;
    context.provider.script.open = [
      async (payment) => {
        await settles!(payment);
        return refuses(payment);
      },
    ];
    expect(await initiatePayment(context.deps, aRequest())).toMatchObject({ status: 'completed' });
  });
});

describe('a provider that proves its notifications with a token', () => {
  const opensWithToken: typeof opensCheckout = async (payment) => ({
    ...((await opensCheckout(payment)) as Extract<OpenAnswer, { kind: 'opened' }>),
    notificationToken: 'token of this payment',
  });
  const sha256 = createHash('sha256').update('token of this payment').digest('hex');

  test('has the hash of the token stored, and the token nowhere', async () => {
    const { deps, payments } = setup({ open: [opensWithToken] });
    const { id } = await initiatePayment(deps, aRequest());
    expect(payments.rows.get(id)).toMatchObject({ notificationTokenHash: sha256 });
    expect(JSON.stringify([...payments.rows])).not.toContain('token of this payment');
  });

  test('even if a notification arrives before its answer', async () => {
    const context = setup();
    context.provider.script = {
      open: [
        async (payment) => {
          await settlePayment(context.deps, { paymentId: payment.id, requestId: 'r' });
          return opensWithToken(payment);
        },
      ],
      status: [knows({ state: 'processing' })],
    };
    const { id } = await initiatePayment(context.deps, aRequest());
    expect(context.payments.rows.get(id)).toMatchObject({ notificationTokenHash: sha256 });
  });
});

describe('a method that an admin has switched off', () => {
  const off = (...switches: Pick<Switch, 'provider' | 'method'>[]) => ({
    switches: async () => ({
      switches: switches.map((one) => aSwitch({ ...one, enabled: false })),
      version: 1,
    }),
  });

  test('opens no new payment: nobody is charged, and the caller may try again', async () => {
    const { deps, provider, payments } = setup(undefined, off({ provider: 'stripe' }));
    await expect(initiatePayment(deps, aRequest())).rejects.toThrow(PaymentsSwitchedOffError);
    expect(provider.asked).toEqual([]);
    expect(payments.rows.size).toBe(0);
  });

  test('does not affect the other methods', async () => {
    const { deps } = setup(undefined, off({ provider: 'stripe', method: 'mobile_money' }));
    expect(await initiatePayment(deps, aRequest())).toMatchObject({ provider: 'stripe' });
  });

  test('is replaced by the next suitable provider', async () => {
    const { deps } = setup(undefined, {
      ...off({ provider: 'stripe', method: 'card' }),
      catalogue: { stripe: aCardProvider(), external: aCardProvider() },
      providers: only(new ScriptedProvider({ open: [opensCheckout] }, 'external')),
    });
    expect(await initiatePayment(deps, aRequest())).toMatchObject({ provider: 'external' });
  });

  test('does not stop an open payment: it can still be paid', async () => {
    const { deps, provider } = setup();
    const { id } = await initiatePayment(deps, aRequest());
    provider.script.status = [wasPaid];
    const settled = await settlePayment(deps, { paymentId: id, requestId: 'request-webhook' });
    expect(settled.payment.status).toBe('completed');
  });
});
