import fc from 'fast-check';
import { money } from '#domain/money';
import type { Notification } from '#domain/payments/notification';
import { orderClaim } from '#domain/payments/pay-order';
import type { Payment } from '#domain/payments/payment';
import type { SaveOutcome, Transition } from '#domain/payments/payment-store';
import { settlePayment } from '#domain/payments/settle-payment';
import { requestRefund } from '#domain/refunds/request-refund';
import { aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, aNotification, aPayment, paymentIdOf } from '#test/payments';
import { givesBack, only, ScriptedProvider, wasPaid } from '#test/scripted-provider';

/** Several attempts to pay the same order; the buyer pays all of them. */
async function setup(
  attempts: Partial<Payment>[] = [{}, {}],
  payments: MemoryPaymentStore = new MemoryPaymentStore(),
) {
  const stored: Payment[] = [];
  for (const [index, changes] of attempts.entries())
    stored.push(await payments.createOrGet(aPayment({ id: paymentIdOf(`${index}`), ...changes })));
  const provider = new ScriptedProvider({ status: [wasPaid], refund: [givesBack] });
  const refunds = new MemoryRefundStore(payments);
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: new SettableClock('2026-11-21T10:05:00.000Z').now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const settle = ({ id: paymentId }: Payment, eventId?: string) =>
    settlePayment(deps, {
      paymentId,
      requestId: 'request-webhook',
      notification: eventId === undefined ? undefined : aNotification({ eventId, paymentId }),
    });
  const giveBack = ({ id: paymentId }: Payment, amount?: number) =>
    requestRefund(deps, {
      paymentId,
      amount,
      reason: 'requested_by_customer',
      claim: aClaim({ id: `refund of ${paymentId} ${amount}` }),
      by: aServersAct('key_shop', 'request-refund'),
    });
  const now = ({ id }: Payment) => payments.rows.get(id)!;
  return { payments, refunds, provider, stored, settle, giveBack, now };
}

describe('an order that is paid twice', () => {
  test('keeps the first payment, and reserves all of the second for a refund', async () => {
    const { stored, settle, now } = await setup();
    for (const payment of stored) await settle(payment);
    const [first, second] = stored.map(now);
    expect(first).toMatchObject({ status: 'completed', amountReserved: money(0, 'EUR') });
    expect(first?.isDuplicate).toBeUndefined();
    expect(second).toMatchObject({
      status: 'completed',
      isDuplicate: true,
      amountReserved: money(46_800, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
  });

  test('has a task for a person, published once, and both payments in the ledger', async () => {
    const { stored, settle, payments, refunds } = await setup();
    for (const payment of [...stored, ...stored]) await settle(payment);
    const { tasks } = await refunds.listTasks({ limit: 10 });
    expect(tasks).toMatchObject([
      {
        payment: { id: stored[1]!.id },
        refund: {
          status: 'manual',
          amount: { minor: 46_800, currency: 'EUR' },
          reason: 'duplicate_payment',
          requestedBy: 'peage',
        },
      },
    ]);
    expect(payments.eventsOf('payment.duplicate')).toMatchObject([
      { requestId: 'request-webhook', data: { paymentId: stored[1]!.id } },
    ]);
    expect(payments.eventsOf('payment.completed')).toHaveLength(2);
    expect(payments.ledger.size).toBe(2);
  });

  test('refunds no more of the second than was paid: it is already reserved', async () => {
    const { stored, settle, giveBack } = await setup();
    for (const payment of stored) await settle(payment);
    await expect(giveBack(stored[1]!, 1)).rejects.toMatchObject({
      code: 'refund_exceeds_remaining',
    });
  });

  test('three times has two duplicates', async () => {
    const { stored, settle, now } = await setup([{}, {}, {}]);
    for (const payment of stored) await settle(payment);
    expect(stored.map((payment) => now(payment).isDuplicate)).toEqual([undefined, true, true]);
  });

  test('by a late payment that had expired is still a duplicate', async () => {
    const { stored, settle, now } = await setup([{}, { status: 'expired' }]);
    for (const payment of stored) await settle(payment);
    expect(now(stored[1]!)).toMatchObject({ status: 'completed', isDuplicate: true });
  });
});

describe('an order is not paid twice', () => {
  test.each<[string, Partial<Payment>[]]>([
    ['when the payments are for different orders', [{ orderId: '42' }, { orderId: '43' }]],
    ['when they name no order', [{ orderId: undefined }, { orderId: undefined }]],
    [
      'when two customers use the same order number',
      [{ orderOwner: 'cus_diallo' }, { orderOwner: 'cus_traore' }],
    ],
    ['when one of them is a customer’s and one the shop’s own', [{ orderOwner: 'cus_diallo' }, {}]],
  ])('%s', async (_, attempts) => {
    const { stored, settle, now, payments } = await setup(attempts);
    for (const payment of stored) await settle(payment);
    expect(stored.map((payment) => now(payment).isDuplicate)).toEqual([undefined, undefined]);
    expect(payments.eventsOf('payment.duplicate')).toEqual([]);
  });

  test('if the first attempt failed, or is in review', async () => {
    for (const status of ['failed', 'cancelled', 'review'] as const) {
      const { stored, settle, now } = await setup([{ status }, {}]);
      await settle(stored[1]!);
      expect(now(stored[1]!)).toMatchObject({ status: 'completed' });
      expect(now(stored[1]!).isDuplicate).toBeUndefined();
    }
  });

  test('if all of the first payment was refunded: the order may be paid again', async () => {
    const { stored, settle, giveBack, now } = await setup([{}, {}, {}]);
    await settle(stored[0]!);
    await giveBack(stored[0]!);
    await settle(stored[1]!);
    expect(now(stored[1]!).isDuplicate).toBeUndefined();
    await settle(stored[2]!);
    expect(now(stored[2]!).isDuplicate).toBe(true);
  });

  test('but is, if only a part was refunded', async () => {
    const { stored, settle, giveBack, now } = await setup();
    await settle(stored[0]!);
    await giveBack(stored[0]!, 46_799);
    await settle(stored[1]!);
    expect(now(stored[1]!).isDuplicate).toBe(true);
  });
});

test.each(['pending', 'processing', 'failed', 'cancelled', 'expired', 'review'] as const)(
  'a payment that is %s claims no order',
  (status) => expect(orderClaim(aPayment({ status }))).toBeUndefined(),
);

test('an invoice is claimed only by its id, whatever the order', () => {
  const invoiceId = 'inv_1';
  const claim = { order: 'invoice#inv_1', after: undefined };
  for (const changes of [{}, { orderId: undefined }, { orderOwner: 'cus_diallo' }])
    expect(orderClaim(aCompletedPayment({ invoiceId, ...changes }))).toEqual(claim);
});

test('a duplicate claims no order', () => {
  expect(orderClaim(aCompletedPayment({ isDuplicate: true }))).toBeUndefined();
  expect(orderClaim(aCompletedPayment())).toEqual({ order: 'shop#42', after: undefined });
});

/** Lets the test decide whose reading and writing comes next. */
class InterleavedPayments extends MemoryPaymentStore {
  readonly #turn: () => Promise<unknown>;

  constructor(turn: () => Promise<unknown>) {
    super();
    this.#turn = turn;
  }

  override async find(id: string) {
    await this.#turn();
    return super.find(id);
  }

  override async save(transition: Transition, notification?: Notification): Promise<SaveOutcome> {
    await this.#turn();
    return super.save(transition, notification);
  }

  override async findPayerOf(order: string) {
    await this.#turn();
    return super.findPayerOf(order);
  }
}

test('with the notifications of several payments of an order in any order and mixture, exactly one has paid for it', async () => {
  const attempts = fc.integer({ min: 2, max: 3 });
  const notified = fc.array(fc.record({ payment: fc.nat(2), eventId: fc.nat(3) }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), attempts, notified, async (scheduler, count, told) => {
      let isFree = true;
      const turn = () => (isFree ? Promise.resolve() : scheduler.schedule(Promise.resolve()));
      const payments = new InterleavedPayments(turn);
      const { stored, settle, refunds } = await setup(
        Array.from({ length: count }, () => ({})),
        payments,
      );
      isFree = false;
      const works = told.map(({ payment, eventId }) =>
        settle(stored[payment % count]!, `evt_${eventId}_${payment % count}`),
      );
      const settled = await scheduler.waitFor(Promise.all(works));
      const completed = [...payments.rows.values()].filter(({ status }) => status === 'completed');
      const payers = completed.filter(({ isDuplicate }) => !isDuplicate);
      expect(payers).toHaveLength(1);
      expect([...payments.payers.values()]).toEqual([payers[0]!.id]);
      expect(settled.filter(({ moved }) => moved)).toHaveLength(completed.length);
      expect(payments.eventsOf('payment.completed')).toHaveLength(completed.length);
      expect(payments.ledger.size).toBe(completed.length);
      expect(payments.eventsOf('payment.duplicate')).toHaveLength(completed.length - 1);
      expect(refunds.rows.size).toBe(completed.length - 1);
    }),
    { numRuns: 300 },
  );
});
