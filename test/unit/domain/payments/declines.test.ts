import fc from 'fast-check';
import { type DeclineCode, declineCodes } from '#domain/payments/decline';
import type { ProviderState, ToldDecline } from '#domain/payments/payment-provider';
import { settlePayment } from '#domain/payments/settle-payment';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, aPayment } from '#test/payments';
import { knows, only, ScriptedProvider, wasPaid } from '#test/scripted-provider';

async function setup() {
  const payment = aPayment();
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const provider = new ScriptedProvider();
  const clock = new SettableClock('2026-11-21T10:05:00.000Z');
  const deps = {
    payments,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  let deliveries = 0;
  const told = (now: ProviderState | 'paid') => {
    provider.script.status = [now === 'paid' ? wasPaid : knows(now)];
    deliveries += 1;
    const notification = aNotification({ eventId: `evt_${deliveries}` });
    return settlePayment(deps, { paymentId: payment.id, requestId: 'r', notification });
  };
  const stored = () => payments.rows.get(payment.id)!;
  return { told, stored, payments, clock };
}

const declined = (minute: number, code: DeclineCode = 'declined'): ProviderState => ({
  state: 'pending',
  decline: { code, at: `2026-11-21T10:0${minute}:00.000Z` },
});

describe('a card that was declined on the provider’s page [C14]', () => {
  test('stores its time and a code on the payment, which stays pending', async () => {
    const { told, stored, payments } = await setup();
    expect(await told(declined(4, 'insufficient_funds'))).toMatchObject({
      moved: false,
      declined: true,
    });
    expect(stored()).toMatchObject({
      status: 'pending',
      lastDecline: { at: '2026-11-21T10:04:00.000Z', code: 'insufficient_funds' },
    });
    expect(payments.outbox.size).toBe(0);
    expect(payments.inbox.size).toBe(1);
  });

  test('is counted once, however often it is notified', async () => {
    const { told, stored } = await setup();
    await told(declined(4));
    const { version } = stored();
    expect((await told(declined(4))).declined).toBeUndefined();
    expect(stored().version).toBe(version);
  });

  test('is replaced by the next one, and never by an earlier one', async () => {
    const { told, stored } = await setup();
    await told(declined(3, 'expired'));
    await told(declined(5, 'insufficient_funds'));
    expect((await told(declined(4))).declined).toBeUndefined();
    expect(stored().lastDecline?.code).toBe('insufficient_funds');
  });

  test('without the provider’s time gets the time of its first notification', async () => {
    const { told, stored, clock } = await setup();
    const decline: ToldDecline = { code: 'declined' };
    await told({ state: 'pending', decline });
    clock.set('2026-11-21T10:09:00.000Z');
    expect((await told({ state: 'pending', decline })).declined).toBeUndefined();
    expect(stored().lastDecline).toEqual({ at: '2026-11-21T10:05:00.000Z', code: 'declined' });
  });

  test('does not prevent the buyer from paying with another card', async () => {
    const { told, stored } = await setup();
    await told(declined(4));
    expect(await told('paid')).toMatchObject({ moved: true });
    await told(declined(6));
    expect(stored()).toMatchObject({
      status: 'completed',
      lastDecline: { at: '2026-11-21T10:04:00.000Z' },
    });
  });

  test('that ends the payment is stored beside the failure', async () => {
    const { told, stored } = await setup();
    const decline: ToldDecline = { code: 'insufficient_funds' };
    const failed = { state: 'failed', code: 'insufficient_balance', message: 'No.' } as const;
    expect(await told({ ...failed, decline })).toMatchObject({ moved: true, declined: true });
    expect(stored()).toMatchObject({
      status: 'failed',
      lastDecline: { code: 'insufficient_funds' },
    });
  });
});

test('in any order and number of notifications, the newest decline is kept, and a payment overrides it [C14]', async () => {
  const minute = fc.integer({ min: 0, max: 9 });
  const code = fc.constantFrom(...declineCodes);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(minute, code), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (declines, isPaid) => {
        const { told, stored } = await setup();
        for (const [at, why] of declines) await told(declined(at, why));
        if (isPaid) await told('paid');
        const newest = Math.max(...declines.map(([at]) => at));
        expect(stored().lastDecline?.at).toBe(`2026-11-21T10:0${newest}:00.000Z`);
        expect(stored().status).toBe(isPaid ? 'completed' : 'pending');
      },
    ),
    { numRuns: 50 },
  );
});
