import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { isWithheld, moveRefund, refundable } from '#domain/refunds/move-refund';
import { nextRefundCheckAt } from '#domain/refunds/next-refund-check';
import { orderOf, type Refund } from '#domain/refunds/refund';
import { seededBytes } from '#test/clock';
import { aCompletedPayment } from '#test/payments';

const at = '2026-11-22T09:00:00.000Z';
const context = () => ({ now: new Date(at), randomBytes: seededBytes(), requestId: 'request-2' });

/** 468.00 € were paid, and 100.00 € of them are on their way back. */
const aPaid = (changes: Partial<Payment> = {}): Payment =>
  aCompletedPayment({ amountReserved: money(10_000, 'EUR'), ...changes });

const aRefund = (changes: Partial<Refund> = {}): Refund => ({
  id: 'ref_1',
  paymentId: aPaid().id,
  amount: money(10_000, 'EUR'),
  reason: 'stock',
  status: 'requested',
  requestedBy: 'key_shop',
  createdAt: '2026-11-21T10:00:00.000Z',
  updatedAt: '2026-11-21T10:00:00.000Z',
  ...changes,
});

const move = (
  status: Refund['status'],
  change: Partial<Refund> = {},
  refund = aRefund(),
  payment = aPaid(),
) => moveRefund(payment, refund, { status, ...change }, context());

describe('a refund’s next state', () => {
  test('is written with the time, and with the next version of its payment', () => {
    const moved = move('pending', { providerReference: 're_1' });
    expect(moved).toMatchObject({
      refund: { ...aRefund(), status: 'pending', providerReference: 're_1', updatedAt: at },
      payment: { updatedAt: at, version: aPaid().version + 1, refundState: 'none' },
    });
    expect(moved!.event).toBeUndefined();
    expect(moved!.ledgerEntry).toBeUndefined();
  });

  test('is published when it succeeds, with the plan that was paid for', () => {
    const { event } = move('succeeded', {}, aRefund(), aPaid({ planId: 'plan_pro' }))!;
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_[0-9A-Z]{26}$/),
      type: 'payment.refunded',
      occurredAt: at,
      requestId: 'request-2',
      data: { paymentId: aPaid().id, refundId: 'ref_1', planId: 'plan_pro' },
    });
    expect(move('succeeded')!.event!.data).toEqual({ paymentId: aPaid().id, refundId: 'ref_1' });
  });

  test('is published when it fails, unless a person dropped it', () => {
    const failure = { code: 'charge_disputed', message: 'no' };
    expect(move('failed', { failure })!.event).toMatchObject({ type: 'refund.failed' });
    expect(move('failed', { failure: { ...failure, code: 'dropped' } })!.event).toBeUndefined();
  });

  test('moves money in the ledger when it succeeds, and back when it fails after that', () => {
    const given = move('succeeded', { providerReference: 're_1' })!;
    expect(given.ledgerEntry).toMatchObject({
      ...{ fact: 'refunded', of: 'ref_1', at },
      postings: [{ from: 'provider:stripe', to: 'sales', money: money(10_000, 'EUR') }],
    });
    const returned = move('failed', {}, given.refund, given.payment)!;
    expect(returned.ledgerEntry).toMatchObject({
      ...{ fact: 'refund_failed', of: 'ref_1', at },
      postings: [{ from: 'sales', to: 'provider:stripe', money: money(10_000, 'EUR') }],
    });
    expect(returned.payment).toMatchObject({
      amountReserved: money(0, 'EUR'),
      amountRefunded: money(0, 'EUR'),
      refundState: 'none',
    });
  });

  test('moves no money when it fails before it succeeded', () => {
    const { ledgerEntry, payment } = move('failed')!;
    expect(ledgerEntry).toBeUndefined();
    expect(payment).toMatchObject({ amountReserved: money(0, 'EUR'), refundState: 'none' });
  });

  test('is full once all that was taken is back, and partial below that', () => {
    const stateAfter = (minor: number) =>
      move('succeeded', {}, aRefund({ amount: money(minor, 'EUR') }))!.payment.refundState;
    expect(stateAfter(46_799)).toBe('partial');
    expect(stateAfter(46_800)).toBe('full');
    expect(stateAfter(1)).toBe('partial');
    const untaken = aPaid({ amountPaid: money(0, 'EUR') });
    expect(move('pending', {}, aRefund(), untaken)!.payment.refundState).toBe('none');
  });

  test.each<[Refund['status'], Refund['status']]>([
    ['succeeded', 'succeeded'],
    ['succeeded', 'pending'],
    ['pending', 'requested'],
    ['pending', 'pending'],
    ['failed', 'succeeded'],
    ['failed', 'failed'],
  ])('after %s is not %s', (before, after) => {
    expect(move(after, {}, aRefund({ status: before }))).toBeUndefined();
  });
});

describe('of a payment can be refunded', () => {
  const left = (changes: Partial<Payment> = {}) => refundable(aPaid(changes));

  test('what was taken, less what is on its way back', () => {
    expect(left()).toEqual(money(36_800, 'EUR'));
    expect(left({ amountPaid: money(20_000, 'EUR') })).toEqual(money(10_000, 'EUR'));
  });

  test('less what a dispute withholds or has cost, down to nothing', () => {
    for (const dispute of ['open', 'lost'] as const) {
      expect(left({ dispute, amountDisputed: money(6_800, 'EUR') })).toEqual(money(30_000, 'EUR'));
      expect(left({ dispute, amountDisputed: money(46_800, 'EUR') })).toEqual(money(0, 'EUR'));
      expect(left({ dispute })).toEqual(money(0, 'EUR'));
    }
  });

  test('all of it again once the dispute is won', () => {
    expect(left({ dispute: 'won' })).toEqual(money(36_800, 'EUR'));
    expect(left({ dispute: 'won', amountDisputed: money(1, 'EUR') })).toEqual(money(36_800, 'EUR'));
  });

  test('nothing while a dispute withholds money, however little; a warning withholds none', () => {
    const amounts = [undefined, money(1, 'EUR'), money(0, 'EUR')];
    const withheld = amounts.map((amountDisputed) =>
      isWithheld(aPaid({ dispute: 'open', amountDisputed })),
    );
    expect(withheld).toEqual([true, true, false]);
    for (const dispute of [null, 'won', 'lost'] as const)
      expect(isWithheld(aPaid({ dispute, amountDisputed: money(1, 'EUR') }))).toBe(false);
  });
});

test('the provider is asked about a refund a quarter of an hour after its last change, until it is over', () => {
  const asked = (status: Refund['status']) => nextRefundCheckAt(aRefund({ status }));
  expect(asked('requested')).toBe('2026-11-21T10:15:00.000Z');
  expect(asked('pending')).toBe('2026-11-21T10:15:00.000Z');
  for (const status of ['manual', 'succeeded', 'failed'] as const)
    expect(asked(status)).toBeUndefined();
});

test('a provider learns a refund’s id, amount and note, and its reason only in words of its own', () => {
  expect(orderOf(aRefund({ noteToBuyer: 'Avec nos excuses', reason: 'fraudulent' }))).toEqual({
    id: 'ref_1',
    amount: money(10_000, 'EUR'),
    noteToBuyer: 'Avec nos excuses',
    cause: 'fraudulent',
  });
  expect(orderOf(aRefund())).toStrictEqual({
    id: 'ref_1',
    amount: money(10_000, 'EUR'),
    cause: undefined,
  });
});
