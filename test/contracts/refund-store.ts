import { randomUUID } from 'node:crypto';
import type { AuditTrail } from '#domain/audit/audit-entry';
import type { Clock } from '#domain/clock';
import { newId } from '#domain/ids';
import { type LedgerEntry, refundedEntry } from '#domain/ledger/ledger-entry';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { PaymentStore } from '#domain/payments/payment-store';
import { type RefundTransition, reserveRefund } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import type { RefundStore } from '#domain/refunds/refund-store';
import { anAuditEntry } from '#test/audits';
import { aCompletedPayment, anEvent, paymentIdOf } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

/** A store of refunds, with what is written beside them. */
export type RefundStoreUnderTest = {
  refunds: RefundStore;
  payments: PaymentStore;
  audit: AuditTrail;
  findEvent(id: string): Promise<DomainEvent | undefined>;
  findLedgerEntry(paymentId: string, name: string): Promise<LedgerEntry | undefined>;
};

const now: Clock = () => new Date('2026-11-21T12:00:00.000Z');

const aRefundOf = (payment: Payment, changes: Partial<Refund> = {}): Refund => {
  const createdAt = changes.createdAt ?? '2026-11-21T11:00:00.000Z';
  return {
    id: newId('ref', new Date(createdAt), new TextEncoder().encode(randomUUID())),
    paymentId: payment.id,
    amount: money(1_000, 'EUR'),
    reason: 'requested_by_customer',
    status: 'requested',
    requestedBy: 'key_shop',
    createdAt,
    updatedAt: createdAt,
    ...changes,
  };
};

/** What every store of refunds promises. Ids are random, so that a table may be shared. */
export function describeRefundStore(
  name: string,
  makeStore: (now: Clock) => Promise<RefundStoreUnderTest>,
): void {
  async function setup() {
    const stores = await makeStore(now);
    const aPaid = () =>
      stores.payments.createOrGet(aCompletedPayment({ id: paymentIdOf(randomUUID()) }));
    /** A payment of its own with a refund in this state. */
    const given = async (changes: Partial<Refund> = {}) => {
      const payment = await aPaid();
      const reserved = reserveRefund(payment, aRefundOf(payment, changes));
      await stores.refunds.save(reserved);
      return reserved;
    };
    return { ...stores, aPaid, given };
  }

  /** The next write of both. */
  const move = (
    { payment, refund }: RefundTransition,
    changes: Partial<Refund>,
  ): RefundTransition => ({
    payment: { ...payment, version: payment.version + 1 },
    refund: { ...refund, ...changes },
  });

  const succeeded = (before: RefundTransition) => {
    const moved = move(before, { status: 'succeeded', updatedAt: now().toISOString() });
    const event = anEvent({ id: `evt_${randomUUID()}`, type: 'payment.refunded' });
    return { ...moved, event, ledgerEntry: refundedEntry(moved.payment, moved.refund) };
  };

  describe(`${name} stores refunds`, () => {
    test('a refund is read with its payment as it was written, with the sums', async () => {
      const { refunds, payments, given } = await setup();
      const { payment, refund } = await given({ providerReference: 're_1', proof: 'virement 7' });
      expect(await refunds.load(payment.id)).toEqual({ payment, refunds: [refund] });
      expect(await payments.find(payment.id)).toMatchObject({
        amountReserved: money(1_000, 'EUR'),
      });
    });

    test('a payment without refunds has an empty list, and an unknown payment has neither', async () => {
      const { refunds, aPaid } = await setup();
      const payment = await aPaid();
      expect(await refunds.load(payment.id)).toEqual({ payment, refunds: [] });
      expect(await refunds.load(paymentIdOf(randomUUID()))).toEqual({
        payment: undefined,
        refunds: [],
      });
    });

    test('a refund is overwritten with its new state', async () => {
      const { refunds, given } = await setup();
      const moved = move(await given(), { status: 'succeeded', updatedAt: now().toISOString() });
      expect(await refunds.save(moved)).toBe('saved');
      expect((await refunds.load(moved.payment.id)).refunds).toEqual([moved.refund]);
    });

    test('event and audit entry are written with it', async () => {
      const { refunds, audit, findEvent, aPaid } = await setup();
      const payment = await aPaid();
      const event = anEvent({ id: `evt_${randomUUID()}`, type: 'refund.task_opened' });
      const entry = anAuditEntry({ action: 'refund.requested' });
      const reserved = { ...reserveRefund(payment, aRefundOf(payment)), event };
      expect(await refunds.save(reserved, entry)).toBe('saved');
      expect(await findEvent(event.id)).toEqual(event);
      expect(await readTrail(audit)).toContainEqual(entry);
    });

    test('a successful refund is entered in the ledger, and its event is published, in the same write', async () => {
      const { refunds, findEvent, findLedgerEntry, given } = await setup();
      const { ledgerEntry, event, ...moved } = succeeded(await given());
      expect(await refunds.save({ ...moved, ledgerEntry, event })).toBe('saved');
      const name = `refunded#${moved.refund.id}`;
      expect(await findLedgerEntry(moved.payment.id, name)).toMatchObject(ledgerEntry);
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('a refund is entered in the ledger once: if its entry exists, nothing is written', async () => {
      const { refunds, findEvent, given } = await setup();
      const first = succeeded(await given());
      await refunds.save(first);
      const second = succeeded(first);
      expect(await refunds.save(second)).toBe('stale');
      expect((await refunds.load(first.payment.id)).payment).toEqual(first.payment);
      expect(await findEvent(second.event.id)).toBeUndefined();
    });

    test('a write based on an old version is stale: no refund, no event, no audit entry', async () => {
      const { refunds, audit, findEvent, aPaid } = await setup();
      const payment = await aPaid();
      const winner = reserveRefund(payment, aRefundOf(payment));
      await refunds.save(winner);
      const event = anEvent({ id: `evt_${randomUUID()}` });
      const entry = anAuditEntry();
      const late = { ...reserveRefund(payment, aRefundOf(payment)), event };
      expect(await refunds.save(late, entry)).toBe('stale');
      expect((await refunds.load(payment.id)).refunds).toEqual([winner.refund]);
      expect(await findEvent(event.id)).toBeUndefined();
      expect(await readTrail(audit)).not.toContainEqual(entry);
    });

    test('of five reservations at once, one is written', async () => {
      const { refunds, aPaid } = await setup();
      const payment = await aPaid();
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () =>
          refunds.save(
            reserveRefund(payment, aRefundOf(payment, { amount: money(40_000, 'EUR') })),
          ),
        ),
      );
      expect(outcomes.sort()).toEqual(['saved', 'stale', 'stale', 'stale', 'stale']);
      const stored = await refunds.load(payment.id);
      expect(stored.refunds).toHaveLength(1);
      expect(stored.payment?.amountReserved).toEqual(money(40_000, 'EUR'));
    });
  });

  describe(`${name} lists refunds with an unknown outcome`, () => {
    /** Long before any other test's refunds, so that a shared table has nothing else due. */
    const anEra = () => Date.UTC(1975, 0, 1) + Math.floor(Math.random() * 20 * 365 * 86_400_000);
    const due = (atMs: number, changes: Partial<Refund> = {}): Partial<Refund> => ({
      updatedAt: new Date(atMs - 15 * 60_000).toISOString(),
      ...changes,
    });

    test('open refunds are listed, those that have waited longest first, and no others', async () => {
      const { refunds, given } = await setup();
      const era = anEra();
      const second = await given(due(era + 2_000));
      const first = await given(due(era + 1_000, { status: 'pending' }));
      const notYet = await given(due(era + 60_000));
      const ended = [];
      for (const status of ['succeeded', 'failed', 'manual'] as const)
        ended.push(await given(due(era, { status })));
      const mine = new Set([first, second, notYet, ...ended].map(({ refund }) => refund.id));
      const listed = await refunds.listDue(new Date(era + 10_000), 1000);
      expect(listed.filter(({ refundId }) => mine.has(refundId))).toEqual(
        [first, second].map(({ refund: { id, paymentId } }) => ({ paymentId, refundId: id })),
      );
    });

    test('the list is limited to the requested number', async () => {
      const { refunds, given } = await setup();
      const era = anEra();
      for (const offset of [0, 1, 2]) await given(due(era + offset));
      expect(await refunds.listDue(new Date(era + 10), 2)).toHaveLength(2);
    });

    test('a postponed refund makes room for the others, and becomes due again', async () => {
      const { refunds, given } = await setup();
      const era = anEra();
      const { refund } = await given(due(era));
      const reference = { paymentId: refund.paymentId, refundId: refund.id };
      await refunds.postpone(reference, new Date(era + 3_600_000));
      expect(await refunds.listDue(new Date(era + 1_800_000), 1000)).not.toContainEqual(reference);
      expect(await refunds.listDue(new Date(era + 3_600_001), 1000)).toContainEqual(reference);
    });

    test('a finished refund is not due any more, even if its check is postponed late', async () => {
      const { refunds, given } = await setup();
      const era = anEra();
      const pending = await given(due(era, { status: 'pending' }));
      const { id: refundId, paymentId } = pending.refund;
      const moved = move(pending, { status: 'succeeded' });
      await refunds.save(moved);
      await refunds.postpone({ paymentId, refundId }, new Date(era));
      const listed = await refunds.listDue(new Date(era + 10), 1000);
      expect(listed).not.toContainEqual({ paymentId, refundId });
      expect((await refunds.load(paymentId)).refunds).toEqual([moved.refund]);
    });
  });

  describe(`${name} lists the tasks for a person`, () => {
    test.each([1, 2, 100])(
      'each task is listed once, newest first, in pages of %i',
      async (limit) => {
        const { refunds, given } = await setup();
        const tasks = [];
        for (const day of [1, 2, 3])
          tasks.push(await given({ status: 'manual', createdAt: `2026-11-0${day}T10:00:00.000Z` }));
        await given();
        const mine = new Set(tasks.map(({ refund }) => refund.id));
        const found = await readAll(limit, async (cursor) => {
          const { tasks: items, nextCursor } = await refunds.listTasks({ limit, cursor });
          return { items, nextCursor };
        });
        expect(found.every(({ refund }) => refund.status === 'manual')).toBe(true);
        expect(found.filter(({ refund }) => mine.has(refund.id))).toEqual([...tasks].reverse());
      },
    );

    test('a closed task is not listed any more', async () => {
      const { refunds, given } = await setup();
      const task = await given({ status: 'manual' });
      await refunds.save(move(task, { status: 'succeeded', proof: 'virement 7' }));
      const { tasks } = await refunds.listTasks({ limit: 100 });
      expect(tasks.map(({ refund }) => refund.id)).not.toContain(task.refund.id);
    });

    test('a cursor that was not issued here is refused', async () => {
      const { refunds } = await setup();
      await expectInventedCursorsRefused((cursor) => refunds.listTasks({ limit: 5, cursor }));
    });
  });
}

/** All of it: other tests may write to the same table. */
const readTrail = (audit: AuditTrail) =>
  readAll(100, async (cursor) => {
    const { entries, nextCursor } = await audit.list({ limit: 100, cursor });
    return { items: entries, nextCursor };
  });
