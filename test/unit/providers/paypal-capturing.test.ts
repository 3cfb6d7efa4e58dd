import type { Payment } from '#domain/payments/payment';
import { known, type Shop, setup, unknown } from './paypal-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await setup();
});
afterEach(() => shop.repair());
afterAll(() => shop.stop());

const approved = async (changes: Partial<Payment> = {}): Promise<Payment> => {
  const payment = await shop.open(changes);
  await shop.decide(payment, 'later');
  return payment;
};

const captureFault = (fault: object) =>
  shop.fault({ method: 'POST', path: '/v2/checkout/orders', ...fault });

const paid = (payment: Payment) =>
  known(payment, {
    state: 'paid',
    amount: { minor: 46_800, currency: 'EUR' },
    transaction: expect.stringMatching(/^[A-Z0-9]{17}$/),
  });

describe('an approved order is captured', () => {
  test('by any check of the payment, with the payment’s own key', async () => {
    const payment = await approved();
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
    const capture = shop.sent.findLast(({ path }) => path.endsWith('/capture'));
    expect(capture?.headers.get('paypal-request-id')).toBe(`${payment.id}:capture`);
    expect(await shop.charges(payment)).toHaveLength(1);
  });

  test('once, if the webhook and the returning buyer ask at the same time', async () => {
    const payment = await approved();
    const answers = await Promise.all([1, 2, 3, 4].map(() => shop.provider.status(payment)));
    for (const answer of answers)
      if (answer.kind !== 'unknown') expect(answer).toEqual(paid(payment));
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
    expect(await shop.charges(payment)).toHaveLength(1);
  });

  test('and found, if another request captured it a moment before', async () => {
    const payment = await approved();
    const overtaken = shop.providerWith({
      fetch: async (url: string, init: RequestInit) => {
        if (!url.endsWith('/capture')) return fetch(url, init);
        await shop.provider.status(payment);
        const headers = { ...init.headers, 'paypal-request-id': 'another-key' };
        return fetch(url, { ...init, headers });
      },
    });
    expect(await overtaken.status(payment)).toEqual(paid(payment));
    expect(await shop.charges(payment)).toHaveLength(1);
  });

  test('and unknown, while PayPal says that it was but does not show it', async () => {
    const payment = await approved();
    await captureFault({ fault: 'refuse', issue: 'ORDER_ALREADY_CAPTURED' });
    expect(await shop.provider.status(payment)).toEqual(unknown);
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
  });

  test('and found, if PayPal answers with the bare order', async () => {
    const payment = await approved();
    const terse = shop.providerWith({
      fetch: async (url: string, init: RequestInit) => {
        const response = await fetch(url, init);
        if (!url.endsWith('/capture')) return response;
        const { id, status } = (await response.json()) as { id: string; status: string };
        return Response.json({ id, status, links: [] }, { status: 201 });
      },
    });
    expect(await terse.status(payment)).toEqual(paid(payment));
  });

  test.each(['actThenTimeout', 'actThenReset', 'truncate', '500', '429'])(
    'once, although the answer is lost: %s',
    async (fault) => {
      const payment = await approved();
      await captureFault({ fault });
      // Patience ends only where no answer comes at all.
      const isSilent = fault === 'actThenTimeout';
      const asking = isSilent ? shop.providerWith({ timeoutMs: 400 }) : shop.provider;
      expect(await asking.status(payment)).toEqual(unknown);
      expect(await shop.provider.status(payment)).toEqual(paid(payment));
      expect(await shop.charges(payment)).toHaveLength(1);
    },
  );

  test('an e-check is processing until the bank has answered', async () => {
    const payment = await shop.open();
    await shop.decide(payment, 'echeck');
    const processing = known(payment, { state: 'processing' });
    expect(await shop.provider.status(payment)).toEqual(processing);
    expect(await shop.provider.status(payment)).toEqual(processing);
    expect(await shop.provider.cancel(payment)).toEqual({ kind: 'already_final' });
    await shop.control('POST', `/captures/${await captureOf(payment)}/settle`, { outcome: 'pay' });
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
  });

  test('an e-check without cover has failed', async () => {
    const payment = await shop.open();
    await shop.decide(payment, 'echeck');
    await shop.provider.status(payment);
    const settle = `/captures/${await captureOf(payment)}/settle`;
    await shop.control('POST', settle, { outcome: 'decline' });
    expect(await shop.provider.status(payment)).toEqual(
      known(payment, {
        state: 'failed',
        code: 'DECLINED',
        message: expect.any(String),
        decline: { code: 'declined' },
      }),
    );
  });

  test('what was refunded later still counts as paid', async () => {
    const payment = await approved();
    await shop.provider.status(payment);
    const wish = { order_id: payment.providerReference };
    await shop.control('POST', '/dashboard-refunds', { ...wish, amount: 800 });
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
    await shop.control('POST', '/dashboard-refunds', wish);
    expect(await shop.provider.status(payment)).toEqual(paid(payment));
  });
});

describe('an approved order is not captured', () => {
  test.each<[string, Partial<Payment>]>([
    ['cancelled', { closing: 'cancelled' }],
    ['expired', { closing: 'expired' }],
    ['cancelled', { status: 'cancelled' }],
    ['expired', { status: 'expired' }],
    ['cancelled', { status: 'failed' }],
  ])('for a payment that the shop has closed: %s, %j', async (state, closed) => {
    const payment = { ...(await approved()), ...closed };
    const before = shop.capturesSent();
    expect(await shop.provider.cancel(payment)).toEqual({ kind: 'cancelled' });
    expect(await shop.provider.status(payment)).toEqual(known(payment, { state }));
    expect(shop.capturesSent()).toBe(before);
    expect(await shop.charges(payment)).toEqual([]);
  });

  test('but money that was captured before the shop closed it counts', async () => {
    const payment = await approved();
    await shop.provider.status(payment);
    const closed: Payment = { ...payment, status: 'cancelled', closing: 'cancelled' };
    expect(await shop.provider.cancel(closed)).toEqual({ kind: 'already_final' });
    expect(await shop.provider.status(closed)).toEqual(paid(payment));
  });

  test.each(['ORDER_NOT_APPROVED', 'PAYER_ACTION_REQUIRED'])(
    'while the buyer has something to do: %s',
    async (issue) => {
      const payment = await approved();
      await captureFault({ fault: 'refuse', issue });
      expect(await shop.provider.status(payment)).toEqual(known(payment, { state: 'pending' }));
    },
  );

  test('while the buyer has to choose another card: the decline is stored [C14]', async () => {
    const payment = await approved();
    await captureFault({ fault: 'refuse', issue: 'INSTRUMENT_DECLINED' });
    expect(await shop.provider.status(payment)).toMatchObject(
      known(payment, { state: 'pending', decline: { code: 'declined' } }),
    );
  });

  test.each([
    'TRANSACTION_REFUSED',
    'COMPLIANCE_VIOLATION',
    'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED',
  ])('if PayPal will never do it: %s', async (code) => {
    const payment = await approved();
    await captureFault({ fault: 'refuse', issue: code });
    const failed = { state: 'failed', code, message: expect.stringMatching(/./) };
    expect(await shop.provider.status(payment)).toEqual(known(payment, failed));
  });

  test.each(['ORDER_COMPLETION_IN_PROGRESS', 'PAYEE_ACCOUNT_RESTRICTED', 'DUPLICATE_INVOICE_ID'])(
    'and the outcome is unknown: %s',
    async (issue) => {
      const payment = await approved();
      await captureFault({ fault: 'refuse', issue });
      expect(await shop.provider.status(payment)).toEqual(unknown);
      expect(await shop.provider.status(payment)).toEqual(paid(payment));
    },
  );

  test('for another payment’s order', async () => {
    const { providerReference } = await approved();
    const stranger = { ...(await shop.open()), providerReference };
    const before = shop.capturesSent();
    expect(await shop.provider.status(stranger)).toEqual({ kind: 'absent' });
    expect(shop.capturesSent()).toBe(before);
  });

  test.each(['../../v1/oauth2/token', 'A/B', '', 'é', 'A?b=c', '..'])(
    'for an id that PayPal never gives, and PayPal is not asked: %j',
    async (name) => {
      const nameless = { ...(await shop.open()), providerReference: undefined };
      const before = shop.sent.length;
      expect(await shop.provider.status(nameless, name)).toEqual({ kind: 'absent' });
      expect(shop.sent).toHaveLength(before);
    },
  );
});

const captureOf = async ({ providerReference }: Payment): Promise<string> => {
  const events = await shop.control<{ data: { resource: { links: { href: string }[] } } }[]>(
    'GET',
    '/events',
  );
  const told = events.find((event) => {
    const text = JSON.stringify(event);
    return text.includes('PAYMENT.CAPTURE.PENDING') && text.includes(providerReference!);
  });
  return told!.data.resource.links[0]!.href.split('/').at(-1)!;
};
