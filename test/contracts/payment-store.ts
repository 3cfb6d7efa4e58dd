import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import { InvalidRequestError } from '#domain/errors';
import { capturedEntry, type LedgerEntry } from '#domain/ledger/ledger-entry';
import { money } from '#domain/money';
import { asDuplicate, orderClaim } from '#domain/payments/pay-order';
import type { Payment } from '#domain/payments/payment';
import type { PaymentFilter, PaymentStore, Transition } from '#domain/payments/payment-store';
import type { RefundStore } from '#domain/refunds/refund-store';
import { seededBytes } from '#test/clock';
import { aNotification, anEvent, anOrder, aPayment, paymentIdOf } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';

/** A store, and a look at the rows that its port never gives back. */
export type PaymentStoreUnderTest = {
  store: PaymentStore;
  refunds: Pick<RefundStore, 'load'>;
  findEvent(id: string): Promise<DomainEvent | undefined>;
  findLedgerEntry(paymentId: string, name: string): Promise<LedgerEntry | undefined>;
};

const now: Clock = () => new Date('2026-11-21T12:00:00.000Z');

const aNewPayment = (changes: Partial<Payment> = {}): Payment =>
  aPayment({ id: paymentIdOf(randomUUID(), changes.createdAt), version: 1, ...changes });

const next = (payment: Payment, changes: Partial<Payment> = {}): Payment => ({
  ...payment,
  ...changes,
  version: payment.version + 1,
});

/** A thing that nobody else's test pays. */
const aSubject = () => ({
  subject: { thing: `invoice#inv_${randomUUID()}`, kind: 'link' as const },
  entry: ({ id }: Payment) => ({ paymentId: id, wish: 'ab'.repeat(32), namesPayer: false }),
});

type Completion = Transition & Required<Pick<Transition, 'event' | 'ledgerEntry'>>;

function completionOf(payment: Payment): Completion {
  return {
    payment: next(payment, { status: 'completed', completedAt: now().toISOString() }),
    event: anEvent({ id: `evt_${randomUUID()}`, data: { paymentId: payment.id } }),
    ledgerEntry: capturedEntry(payment, now().toISOString()),
  };
}

const aFreshNotification = (payment: Payment) =>
  aNotification({ eventId: `evt_${randomUUID()}`, paymentId: payment.id });

/** What every store of payments promises. Ids are random, so that a table may be shared. */
export function describePaymentStore(
  name: string,
  makeStore: (now: Clock) => Promise<PaymentStoreUnderTest>,
): void {
  describe(`${name} stores payments`, () => {
    test('a payment is read as it was written', async () => {
      const { store } = await makeStore(now);
      const payment = aNewPayment({
        lines: [
          { description: 'Café', quantity: 2, unitGrossMinor: 23_400, vatRate: 550 },
          {
            description: 'Livraison',
            quantity: 1,
            unitGrossMinor: 900,
            discount: { reason: 'Fidélité', grossMinor: 400 },
          },
        ],
        discounts: [{ reason: 'Soldes', grossMinor: 500, vatRate: 550 }],
        metadata: { table: '7' },
      });
      expect(await store.createOrGet(payment)).toEqual(payment);
      expect(await store.find(payment.id)).toEqual(payment);
      expect(await store.findWithInvoice(payment.id)).toEqual({ payment });
    });

    test('an unknown payment is not found', async () => {
      const { store } = await makeStore(now);
      expect(await store.find(paymentIdOf(randomUUID()))).toBeUndefined();
      expect(await store.findWithInvoice(paymentIdOf(randomUUID()))).toBeUndefined();
    });

    test('an id is used once: the second writer gets the existing row', async () => {
      const { store } = await makeStore(now);
      const first = aNewPayment();
      await store.createOrGet(first);
      const second = { ...first, amount: money(1, 'EUR') };
      expect(await store.createOrGet(second)).toEqual(first);
      expect(await store.find(first.id)).toEqual(first);
    });

    test('a listed payment and its list are written together, and read as they were written', async () => {
      const { store } = await makeStore(now);
      const { subject, entry } = aSubject();
      const payment = aNewPayment();
      expect(await store.findOpen(subject)).toEqual({ ...subject, version: 0, entries: [] });
      const started = { day: '2026-11-21', count: 7 };
      const list = { ...subject, version: 1, entries: [entry(payment)], started };
      expect(await store.createListed(payment, list)).toBe('created');
      expect(await store.findOpen(subject)).toEqual(list);
      expect(await store.find(payment.id)).toEqual(payment);
    });

    test('of five that add to one list at once, one succeeds', async () => {
      const { store } = await makeStore(now);
      const { subject, entry } = aSubject();
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => {
          const payment = aNewPayment();
          return store.createListed(payment, {
            ...subject,
            version: 1,
            entries: [entry(payment)],
          });
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    });

    test('a write with an old list, or with a used id, creates nothing', async () => {
      const { store } = await makeStore(now);
      const { subject, entry } = aSubject();
      const [first, late] = [aNewPayment(), aNewPayment()];
      const list = { ...subject, version: 1, entries: [entry(first)] };
      await store.createListed(first, list);
      expect(await store.createListed(late, { ...list, entries: [entry(late)] })).toBe('stale');
      expect(await store.find(late.id)).toBeUndefined();
      expect(await store.createListed(first, { ...list, version: 2 })).toBe('stale');
      expect(await store.findOpen(subject)).toEqual(list);
    });

    test('each kind of caller has its own list', async () => {
      const { store } = await makeStore(now);
      const { subject, entry } = aSubject();
      const payment = aNewPayment();
      await store.createListed(payment, { ...subject, version: 1, entries: [entry(payment)] });
      expect((await store.findOpen({ ...subject, kind: 'member' })).entries).toEqual([]);
    });

    test('a write based on the current version succeeds', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const moved = next(payment, { status: 'processing' });
      expect(await store.save({ payment: moved })).toBe('saved');
      expect(await store.find(payment.id)).toEqual(moved);
    });

    test('a write based on an old version is stale and changes nothing', async () => {
      const { store, findEvent, findLedgerEntry } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const winner = next(payment, { status: 'failed' });
      await store.save({ payment: winner });
      const late = completionOf(payment);
      expect(await store.save({ payment: next(payment) })).toBe('stale');
      expect(await store.save(late)).toBe('stale');
      expect(await store.save(late, aFreshNotification(payment))).toBe('stale');
      expect(await store.find(payment.id)).toEqual(winner);
      expect(await findEvent(late.event.id)).toBeUndefined();
      expect(await findLedgerEntry(payment.id, 'captured')).toBeUndefined();
    });

    test('an unknown payment cannot be changed', async () => {
      const { store } = await makeStore(now);
      const payment = aNewPayment();
      expect(await store.save({ payment: next(payment) })).toBe('stale');
      expect(await store.find(payment.id)).toBeUndefined();
    });

    test('a completed payment, its event and its ledger entry are written together', async () => {
      const { store, findEvent, findLedgerEntry } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const completion = completionOf(payment);
      expect(await store.save(completion, aFreshNotification(payment))).toBe('saved');
      expect(await store.find(payment.id)).toEqual(completion.payment);
      expect(await findEvent(completion.event.id)).toEqual(completion.event);
      expect(await findLedgerEntry(payment.id, 'captured')).toMatchObject(completion.ledgerEntry);
    });

    test('the capture of a payment is written to the ledger once', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const first = completionOf(payment);
      await store.save(first);
      expect(await store.save(completionOf(first.payment))).toBe('stale');
      expect(await store.find(payment.id)).toEqual(first.payment);
    });

    test('a notification takes effect once', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const notification = aFreshNotification(payment);
      const moved = next(payment, { status: 'processing' });
      expect(await store.save({ payment: moved }, notification)).toBe('saved');
      expect(await store.save({ payment: moved }, notification)).toBe('duplicate');
      expect(await store.save({ payment: next(moved) }, notification)).toBe('duplicate');
      expect(await store.find(payment.id)).toEqual(moved);
    });

    test('a stored notification is known afterwards, however often it is stored', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const notification = aFreshNotification(payment);
      await store.keep(notification);
      await store.keep(notification);
      expect(await store.save({ payment: next(payment) }, notification)).toBe('duplicate');
    });

    test('a notification that is stored again with another verdict has the later one', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const notification = aFreshNotification(payment);
      await store.keep({ ...notification, verdict: 'foreign' });
      await store.keep(notification);
      expect(await store.save({ payment: next(payment) }, notification)).toBe('duplicate');
    });

    test('notifications of two providers may have the same id', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const notification = aFreshNotification(payment);
      await store.keep({ ...notification, provider: 'paypal' });
      expect(await store.save({ payment: next(payment) }, notification)).toBe('saved');
    });

    test('of five writers at once, one succeeds', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => store.save(completionOf(payment))),
      );
      expect(outcomes.sort()).toEqual(['saved', 'stale', 'stale', 'stale', 'stale']);
      expect(await store.find(payment.id)).toMatchObject({ version: payment.version + 1 });
    });
  });

  describe(`${name} knows which payment has paid for an order`, () => {
    const context = () => ({
      now: now(),
      randomBytes: seededBytes(randomUUID()),
      requestId: 'request-1',
    });

    /** Two payments of an order of this test's own, and what completes each of them. */
    async function setup() {
      const { store, refunds, findEvent } = await makeStore(now);
      const orderId = randomUUID();
      const first = await store.createOrGet(aNewPayment({ orderId }));
      const second = await store.createOrGet(aNewPayment({ orderId }));
      const claiming = (payment: Payment, after?: string): Completion => {
        const completion = completionOf(payment);
        return { ...completion, orderClaim: orderClaim(completion.payment, after) };
      };
      return { store, refunds, findEvent, first, second, claiming, order: `shop#${orderId}` };
    }

    test('the first payment to complete has paid for the order', async () => {
      const { store, first, claiming, order } = await setup();
      expect(await store.findPayerOf(order)).toBeUndefined();
      const completion = claiming(first);
      expect(await store.save(completion, aFreshNotification(first))).toBe('saved');
      expect(await store.findPayerOf(order)).toEqual(completion.payment);
    });

    test('the second one is told so, and nothing of it is written', async () => {
      const { store, findEvent, first, second, claiming, order } = await setup();
      await store.save(claiming(first));
      const late = claiming(second);
      expect(await store.save(late)).toBe('order_paid');
      expect(await store.save(late, aFreshNotification(second))).toBe('order_paid');
      expect(await store.find(second.id)).toEqual(second);
      expect(await findEvent(late.event.id)).toBeUndefined();
      expect((await store.findPayerOf(order))?.id).toBe(first.id);
    });

    test('a write based on an old version is told that first', async () => {
      const { store, first, second, claiming } = await setup();
      await store.save(claiming(first));
      await store.save({ payment: next(second, { status: 'processing' }) });
      expect(await store.save(claiming(second))).toBe('stale');
    });

    test('a notification that has had its effect is reported before everything else', async () => {
      const { store, first, second, claiming } = await setup();
      const notification = aFreshNotification(first);
      await store.save(claiming(first), notification);
      expect(await store.save(claiming(second), notification)).toBe('duplicate');
    });

    test('an order can be taken over from the payment that is named as its payer, and from no other', async () => {
      const { store, first, second, claiming, order } = await setup();
      await store.save(claiming(first));
      expect(await store.save(claiming(second, paymentIdOf(randomUUID())))).toBe('order_paid');
      expect(await store.save(claiming(second, first.id))).toBe('saved');
      expect((await store.findPayerOf(order))?.id).toBe(second.id);
    });

    test('of five payments at once, one has paid for the order', async () => {
      const { store, first, claiming, order } = await setup();
      const payments = [first];
      for (let count = 1; count < 5; count++)
        payments.push(await store.createOrGet(aNewPayment({ orderId: first.orderId })));
      const outcomes = await Promise.all(payments.map((payment) => store.save(claiming(payment))));
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect((await store.findPayerOf(order))?.id).toBe(payments[outcomes.indexOf('saved')]!.id);
    });

    test('a duplicate is written with its refund task and both events', async () => {
      const { store, refunds, findEvent, second } = await setup();
      const completion = completionOf(second);
      const duplicate = asDuplicate(completion, context());
      expect(await store.save(duplicate, aFreshNotification(second))).toBe('saved');
      const { payment, refundTask } = duplicate;
      expect(await refunds.load(second.id)).toEqual({ payment, refunds: [refundTask!.refund] });
      expect(await findEvent(completion.event.id)).toEqual(completion.event);
      expect(await findEvent(refundTask!.event.id)).toEqual(refundTask!.event);
    });
  });

  describe(`${name} limits how often a provider is asked`, () => {
    const at = (seconds: number) => new Date(now().getTime() + seconds * 1000);

    test('a provider is asked at most once in the interval, for each payment', async () => {
      const { store } = await makeStore(now);
      const [one, other] = [aNewPayment(), aNewPayment()];
      await store.createOrGet(one);
      await store.createOrGet(other);
      expect(await store.takeTurnToAsk(one.id, at(0), 10_000)).toBe(true);
      expect(await store.takeTurnToAsk(one.id, at(9), 10_000)).toBe(false);
      expect(await store.takeTurnToAsk(other.id, at(9), 10_000)).toBe(true);
      expect(await store.takeTurnToAsk(one.id, at(10), 10_000)).toBe(true);
    });

    test('taking a turn does not change the payment or make a write stale', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(aNewPayment());
      await store.takeTurnToAsk(payment.id, at(0), 10_000);
      expect(await store.find(payment.id)).toEqual(payment);
      expect(await store.save({ payment: next(payment) })).toBe('saved');
    });

    test('no turn is given for an unknown payment', async () => {
      const { store } = await makeStore(now);
      const id = paymentIdOf(randomUUID());
      expect(await store.takeTurnToAsk(id, at(0), 10_000)).toBe(false);
      expect(await store.find(id)).toBeUndefined();
    });
  });

  describe(`${name} knows what is due`, () => {
    /** Long before any other test's payments, so that a shared table has nothing else due. */
    const anEra = () => Date.UTC(1975, 0, 1) + Math.floor(Math.random() * 20 * 365 * 86_400_000);
    const iso = (atMs: number) => new Date(atMs).toISOString();
    const dueAt = (atMs: number, changes: Partial<Payment> = {}) =>
      aNewPayment({ checkAt: iso(atMs), ...changes });

    test('due payments are listed, those that have waited longest first, and no others', async () => {
      const { store } = await makeStore(now);
      const era = anEra();
      const [second, first, late, notYet, settled] = [
        dueAt(era + 2000),
        dueAt(era + 1000),
        dueAt(era + 3000, { status: 'expired' }),
        dueAt(era + 60_000),
        { ...aNewPayment({ status: 'completed' }), checkAt: undefined },
      ];
      const payments = [second, first, late, notYet, settled];
      for (const payment of payments) await store.createOrGet(payment);
      const mine = new Set(payments.map(({ id }) => id));
      const due = await store.listDue(new Date(era + 10_000), 1000);
      expect(due.filter((id) => mine.has(id))).toEqual([first.id, second.id, late.id]);
    });

    test('a payment that needs no more checks is not due any more', async () => {
      const { store } = await makeStore(now);
      const era = anEra();
      const payment = await store.createOrGet(dueAt(era));
      expect(await store.listDue(new Date(era + 1), 1000)).toContain(payment.id);
      await store.save({ payment: next(payment, { status: 'completed', checkAt: undefined }) });
      expect(await store.listDue(new Date(era + 1), 1000)).not.toContain(payment.id);
    });

    test('the list is limited to the requested number', async () => {
      const { store } = await makeStore(now);
      const era = anEra();
      for (const offset of [0, 1, 2]) await store.createOrGet(dueAt(era + offset));
      expect(await store.listDue(new Date(era + 10), 2)).toHaveLength(2);
    });

    test('a postponed payment makes room for the others, and becomes due again', async () => {
      const { store } = await makeStore(now);
      const era = anEra();
      const payment = await store.createOrGet(dueAt(era));
      await store.postpone(payment.id, iso(era + 3_600_000));
      expect(await store.listDue(new Date(era + 1_800_000), 1000)).not.toContain(payment.id);
      expect(await store.listDue(new Date(era + 3_600_001), 1000)).toContain(payment.id);
      expect((await store.find(payment.id))?.checkAt).toBe(iso(era + 3_600_000));
    });

    test('postponing does not make a write stale', async () => {
      const { store } = await makeStore(now);
      const payment = await store.createOrGet(dueAt(anEra()));
      await store.postpone(payment.id, iso(anEra()));
      expect(await store.save({ payment: next(payment) })).toBe('saved');
    });

    test('a payment whose checks have ended is not due any more, and cannot be postponed', async () => {
      const { store } = await makeStore(now);
      const era = anEra();
      const payment = await store.createOrGet(dueAt(era));
      await store.postpone(payment.id, undefined);
      await store.postpone(payment.id, iso(era));
      await store.postpone(paymentIdOf(randomUUID()), iso(era));
      expect(await store.listDue(new Date(era + 1), 1000)).not.toContain(payment.id);
      expect(await store.find(payment.id)).toEqual({ ...payment, checkAt: undefined });
    });
  });

  describe(`${name} lists payments`, () => {
    /** Twelve payments of a customer of this test's own, a minute apart, oldest first. */
    async function setup() {
      const { store } = await makeStore(now);
      const customerId = `cus_${randomUUID().slice(0, 12)}`;
      const payments: Payment[] = [];
      for (let minute = 0; minute < 12; minute++)
        payments.push(
          await store.createOrGet(
            aNewPayment({
              createdAt: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`,
              buyer: { ...anOrder().buyer, customerId, name: `Acheteur ${minute}` },
              status: minute % 2 === 0 ? 'completed' : 'pending',
            }),
          ),
        );
      const all = async (filter: PaymentFilter, limit: number) => {
        const found: Payment[] = [];
        for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
          const page = await store.list({ customerId, ...filter }, { limit, cursor });
          expect(page.payments.length).toBeLessThanOrEqual(limit);
          found.push(...page.payments);
          if (page.nextCursor === null) return found;
          cursor = page.nextCursor;
        }
        throw new Error('the pages have no end');
      };
      return { store, customerId, payments, all };
    }

    test.each([1, 5, 12, 100])(
      'payments are listed newest first, each once, in pages of %i',
      async (limit) => {
        const { payments, all } = await setup();
        expect(await all({}, limit)).toEqual([...payments].reverse());
      },
    );

    test('the list can be filtered by status and by search words', async () => {
      const { payments, all } = await setup();
      const completed = payments.filter(({ status }) => status === 'completed').reverse();
      expect(await all({ status: 'completed' }, 5)).toEqual(completed);
      expect(await all({ q: 'ÀCHÉTEUR 7' }, 5)).toEqual([payments[7]]);
      expect(await all({ provider: 'paypal' }, 5)).toEqual([]);
      expect(await all({ method: 'card' }, 100)).toHaveLength(12);
    });

    test.each([
      ['2026-11-21T10:03:00.000Z', '2026-11-21T10:05:00.000Z'],
      ['2026-11-21T10:03:00Z', '2026-11-21T10:05:00Z'],
    ])('the list can be limited to the time from %s to %s, both inclusive', async (from, to) => {
      const { payments, all } = await setup();
      expect(await all({ from, to }, 100)).toEqual(payments.slice(3, 6).reverse());
    });

    test('a day without a time includes the whole day', async () => {
      const { all } = await setup();
      expect(await all({ from: '2026-11-21', to: '2026-11-21' }, 100)).toHaveLength(12);
      expect(await all({ to: '2026-11-20' }, 100)).toEqual([]);
      expect(await all({ from: '2026-11-22' }, 100)).toEqual([]);
    });

    test('a cursor cannot be used for another customer’s list', async () => {
      const { store, customerId } = await setup();
      const { nextCursor } = await store.list({ customerId }, { limit: 5 });
      const page = { limit: 5, cursor: nextCursor! };
      for (const filter of [{ customerId: 'cus_somebody_else' }, {}])
        await expect(store.list(filter, page)).rejects.toThrow(InvalidRequestError);
    });

    test.each(['nonsense', btoa('{}'), btoa('null')])(
      'a cursor that was not issued here is refused: %p',
      async (cursor) => {
        const { store, customerId } = await setup();
        await expect(store.list({ customerId }, { limit: 5, cursor })).rejects.toThrow(
          InvalidRequestError,
        );
      },
    );
  });
}
