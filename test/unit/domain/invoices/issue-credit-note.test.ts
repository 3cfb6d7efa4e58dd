import fc from 'fast-check';
import type { InvoiceContent } from '#domain/invoices/invoice';
import { invoicePayment } from '#domain/invoices/invoice-payment';
import {
  type CreditDeps,
  type CreditRequest,
  issueCreditNote,
} from '#domain/invoices/issue-credit-note';
import { type Currency, money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { moveDispute } from '#domain/refunds/move-dispute';
import { moveRefund, reserveRefund } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { KillSwitch, type Moment, momentsOf, ProcessKilled } from '#test/crash';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, aPayment } from '#test/payments';
import { aSeller } from '#test/sellers';

const render = async (content: InvoiceContent): Promise<Uint8Array> =>
  new TextEncoder().encode(JSON.stringify(content));

/** A payment of 468.00 €, invoiced unless the test says otherwise, whose money goes back. */
async function setup(changes: Partial<Payment> = {}, { isInvoiced = true } = {}) {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const invoices = new MemoryInvoiceStore(payments);
  const documents = new MemoryDocuments();
  const clock = new SettableClock('2026-11-21T10:06:00.000Z');
  const deps: CreditDeps & { seller: ReturnType<typeof aSeller> } = {
    invoices,
    documents,
    refunds,
    render,
    seller: aSeller(),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const { id: paymentId } = await payments.createOrGet(aCompletedPayment(changes));
  const invoice = () => invoicePayment(deps, { paymentId, requestId: 'request-1' });
  if (isInvoiced) await invoice();
  const { randomBytes } = deps;
  const context = () => ({ now: clock.now(), randomBytes, requestId: 'request-2' });
  const stored = async () => (await payments.find(paymentId))!;

  async function refunded(id: string, minor: number): Promise<CreditRequest['cause']> {
    const { amount, createdAt: at } = await stored();
    const refund: Refund = {
      id,
      paymentId,
      amount: money(minor, amount.currency),
      reason: 'test',
      status: 'requested',
      requestedBy: 'finance',
      createdAt: at,
      updatedAt: at,
    };
    await refunds.save(reserveRefund(await stored(), refund));
    await refunds.save(moveRefund(await stored(), refund, { status: 'succeeded' }, context())!);
    return { refundId: id };
  }

  async function cameBack(id: string): Promise<void> {
    const refund = refunds.rows.get(id)!;
    const failure = { code: 'bank', message: 'closed account' };
    await refunds.save(
      moveRefund(await stored(), refund, { status: 'failed', failure }, context())!,
    );
  }

  async function disputed(
    state: 'open' | 'won' | 'lost',
    minor: number,
  ): Promise<CreditRequest['cause']> {
    const given = [...refunds.rows.values()];
    const moved = moveDispute(await stored(), given, { state, withheldMinor: minor }, context())!;
    await payments.save(moved);
    return { lostMinor: minor };
  }

  const credit = (cause: CreditRequest['cause'], watched: CreditDeps = deps) =>
    issueCreditNote(watched, { paymentId, cause, requestId: 'request-3' });
  const notes = () => [...invoices.rows.values()].filter(({ credit }) => credit);
  const world = { payments, refunds, invoices, documents, clock, deps, paymentId };
  return { ...world, invoice, refunded, cameBack, disputed, credit, notes };
}

const amounts = (notes: { content: InvoiceContent }[]) =>
  notes.map(({ content }) => [content.number, content.totals.grossMinor]);

describe('a refund of an invoiced payment', () => {
  test('gets one credit note in its own series, with document and event', async () => {
    const { credit, refunded, documents, payments, invoices, paymentId } = await setup();
    const outcome = await credit(await refunded('ref_1', 46_800));
    const [invoice, note] = [...invoices.rows.values()];
    expect(outcome).toEqual({ kind: 'issued', creditNote: note });
    expect(note).toMatchObject({
      status: 'generated',
      customerId: 'cus_diallo',
      content: { kind: 'credit_note', number: 'AV-2026-000001' },
      document: { key: 'invoices/2026/AV-2026-000001.pdf' },
      credit: { invoiceId: invoice!.id, paymentId, cause: { refundId: 'ref_1' }, place: 1 },
    });
    expect(documents.files.size).toBe(2);
    expect(payments.eventsOf('credit_note.issued')).toMatchObject([
      { data: { creditNoteId: note!.id, invoiceId: invoice!.id, paymentId, refundId: 'ref_1' } },
    ]);
    expect(await invoices.readSeries('FA-2026')).toMatchObject({ last: 1 });
  });

  test('told five times at once, and again the next day, gets no other one', async () => {
    const { credit, refunded, clock, notes, payments, documents } = await setup();
    const cause = await refunded('ref_1', 10_000);
    await Promise.all([1, 2, 3, 4, 5].map(() => credit(cause)));
    clock.advance(86_400_000);
    await credit(cause);
    expect(amounts(notes())).toEqual([['AV-2026-000001', 10_000]]);
    expect(payments.eventsOf('credit_note.issued')).toHaveLength(1);
    expect(documents.files.size).toBe(2);
  });

  test('beside others at once: each has its own, and together they make the invoice', async () => {
    const { credit, refunded, notes, invoices, paymentId } = await setup();
    const causes = [];
    for (const [index, minor] of [1, 333, 10_000, 36_466].entries())
      causes.push(await refunded(`ref_${index}`, minor));
    await Promise.all(causes.map((cause) => credit(cause)));
    const sizes = notes().map(({ content }) => content.totals.grossMinor);
    expect(sizes.sort((a, b) => a - b)).toEqual([1, 333, 10_000, 36_466]);
    expect((await invoices.readSeries('AV-2026')).last).toBe(4);
    const { invoice } = await invoices.findForPayment(paymentId);
    const parts = invoice!.creditNotes!.map((note) => note.parts[0]!);
    expect(parts.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(39_000);
    expect(parts.reduce((sum, { vatMinor }) => sum + vatMinor, 0)).toBe(7_800);
  });

  test('before the invoice exists is tried again, and takes no number', async () => {
    const { credit, refunded, invoices, invoice, notes } = await setup({}, { isInvoiced: false });
    const cause = await refunded('ref_1', 46_800);
    await expect(credit(cause)).rejects.toThrow('the payment has no invoice yet');
    expect(invoices.series.size).toBe(0);
    await invoice();
    await credit(cause);
    expect(amounts(notes())).toEqual([['AV-2026-000001', 46_800]]);
  });

  test('keeps the seller of the invoice, whoever sells today', async () => {
    const { credit, refunded, deps, notes } = await setup();
    const cause = await refunded('ref_1', 100);
    deps.seller = aSeller({ name: 'Nouveau nom' });
    await credit(cause);
    expect(notes()[0]!.content.seller.name).toBe('Atelier Lumière');
  });
});

describe('there is nothing to correct', () => {
  test('when a payment in review is refunded: it never had an invoice', async () => {
    const review = aPayment({ status: 'review', amountPaid: money(100, 'EUR') });
    const { credit, refunded, invoices } = await setup(review, { isInvoiced: false });
    const outcome = await credit(await refunded('ref_1', 100));
    expect(outcome).toEqual({ kind: 'nothing_to_correct', why: 'never_invoiced' });
    expect(invoices.series.size).toBe(0);
  });

  test('when the refund has failed meanwhile, or the dispute was opened again', async () => {
    const { credit, refunded, cameBack, disputed, notes } = await setup();
    const cause = await refunded('ref_1', 100);
    await cameBack('ref_1');
    const lost = await disputed('lost', 500);
    await disputed('open', 700);
    const nothing = { kind: 'nothing_to_correct', why: 'money_did_not_go_back' };
    expect([await credit(cause), await credit(lost)]).toEqual([nothing, nothing]);
    expect(notes()).toEqual([]);
  });

  test('a payment or refund that is not stored is a fault, and is tried again', async () => {
    const { credit, deps } = await setup();
    await expect(credit({ refundId: 'ref_lost' })).rejects.toThrow('refund that is stored');
    const unknown = { paymentId: 'pay_lost', cause: { lostMinor: 1 }, requestId: 'r' };
    await expect(issueCreditNote(deps, unknown)).rejects.toThrow('payment');
  });
});

describe('a lost dispute', () => {
  test('gets one credit note over what was lost', async () => {
    const { credit, disputed, notes, payments } = await setup();
    await disputed('open', 6_800);
    const cause = await disputed('lost', 6_800);
    await Promise.all([credit(cause), credit(cause)]);
    expect(amounts(notes())).toEqual([['AV-2026-000001', 6_800]]);
    expect(payments.eventsOf('credit_note.issued')[0]!.data).not.toHaveProperty('refundId');
    expect(payments.eventsOf('payment.dispute_closed')).toMatchObject([
      { data: { dispute: 'lost', lostMinor: '6800' } },
    ]);
  });

  test('and another one of the same payment have one each, though only their sum is known', async () => {
    const { credit, disputed, notes } = await setup();
    await credit(await disputed('lost', 6_800));
    await disputed('open', 16_800);
    const both = await disputed('lost', 16_800);
    await credit(both);
    await credit({ lostMinor: 6_800 });
    expect(amounts(notes())).toEqual([
      ['AV-2026-000001', 6_800],
      ['AV-2026-000002', 10_000],
    ]);
  });

  test('over money that was refunded credits the rest only, or nothing', async () => {
    const { credit, refunded, disputed, notes } = await setup();
    await credit(await refunded('ref_1', 46_000));
    const cause = await disputed('lost', 46_800);
    await credit(cause);
    expect(amounts(notes())[1]).toEqual(['AV-2026-000002', 800]);
    const more = await disputed('lost', 46_799);
    expect(await credit(more)).toMatchObject({ why: 'credited_in_full' });
  });
});

describe('a refund that came back from the bank', () => {
  test('keeps its credit note, and the refund that repeats it has the same one', async () => {
    const { credit, refunded, cameBack, notes, payments, paymentId } = await setup();
    await credit(await refunded('ref_1', 46_800));
    await cameBack('ref_1');
    const again = await refunded('ref_2', 46_800);
    const outcome = await credit(again);
    expect(outcome).toEqual({ kind: 'credited_before', creditNote: notes()[0] });
    expect(await credit(again)).toEqual(outcome);
    expect(amounts(notes())).toEqual([['AV-2026-000001', 46_800]]);
    expect(payments.eventsOf('refund.repeated').map(({ data }) => data)).toEqual([
      { paymentId, refundId: 'ref_2', creditNoteId: notes()[0]!.id },
    ]);
  });

  test('and is repeated by more gets a credit note over the difference', async () => {
    const { credit, refunded, cameBack, notes } = await setup();
    await credit(await refunded('ref_1', 10_000));
    await cameBack('ref_1');
    await credit(await refunded('ref_2', 15_000));
    expect(amounts(notes())).toEqual([
      ['AV-2026-000001', 10_000],
      ['AV-2026-000002', 5_000],
    ]);
  });

  test('is repeated once the credit note of before can be opened', async () => {
    const { credit, refunded, cameBack, deps } = await setup();
    const failing = { ...deps, render: () => Promise.reject(new Error('no font')) };
    const first = await refunded('ref_1', 10_000);
    await expect(credit(first, failing)).rejects.toThrow('no font');
    await cameBack('ref_1');
    const again = await refunded('ref_2', 10_000);
    await expect(credit(again)).rejects.toThrow('no document yet');
    // Its number was taken: it is completed, although the refund failed.
    expect(await credit(first)).toMatchObject({ kind: 'issued' });
    expect(await credit(again)).toMatchObject({ kind: 'credited_before' });
  });
});

test('whatever goes back, fails and is told in any order: never more than the invoice, nor less than went back', async () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('refund' as const), minor: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ does: fc.constant('come back' as const), minor: fc.nat(9) }),
    fc.record({ does: fc.constant('tell' as const), minor: fc.nat(9) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Currency>('EUR', 'XOF'),
      fc.array(step, { maxLength: 15 }),
      async (currency, steps) => {
        const all = money(1_000, currency);
        const nothing = money(0, currency);
        const world = await setup({
          amount: all,
          amountPaid: all,
          amountReserved: nothing,
          amountRefunded: nothing,
        });
        const causes: CreditRequest['cause'][] = [];
        const { rows } = world.refunds;
        for (const [index, { does, minor }] of steps.entries()) {
          const payment = (await world.payments.find(world.paymentId))!;
          if (does === 'refund' && payment.amountReserved.minor + minor <= 1_000)
            causes.push(await world.refunded(`ref_${index}`, minor));
          const nth = [...rows.keys()][minor];
          if (does === 'come back' && nth && rows.get(nth)!.status === 'succeeded')
            await world.cameBack(nth);
          if (does === 'tell' && causes[minor]) await world.credit(causes[minor]);
        }
        for (const cause of causes) await world.credit(cause);
        const credited = world.notes().reduce((sum, one) => sum + one.content.totals.grossMinor, 0);
        const { amountRefunded } = (await world.payments.find(world.paymentId))!;
        expect(credited).toBeLessThanOrEqual(1_000);
        expect(credited).toBeGreaterThanOrEqual(amountRefunded.minor);
        const succeeded = [...rows.values()].filter(({ status }) => status === 'succeeded');
        for (const { id: refundId } of succeeded)
          expect(await world.invoices.findCreditNote(world.paymentId, { refundId })).toBeDefined();
        expect((await world.invoices.readSeries('AV-2026')).last).toBe(world.notes().length);
      },
    ),
    { numRuns: 100 },
  );
});

describe('killed at any moment, and run again', () => {
  async function runUntil(moment: Moment | undefined) {
    const world = await setup();
    const cause = await world.refunded('ref_1', 46_800);
    const death = new KillSwitch(moment);
    const watched: CreditDeps = {
      ...world.deps,
      invoices: death.watch(world.deps.invoices),
      documents: death.watch(world.deps.documents),
      refunds: death.watch(world.deps.refunds),
      render: death.watchCall(world.deps.render),
    };
    const outcome = await world.credit(cause, watched).then(
      () => 'done',
      (error) => {
        if (!(error instanceof ProcessKilled)) throw error;
        return 'killed';
      },
    );
    return { ...world, cause, outcome, calls: death.calls };
  }

  test('every call is observed', async () => {
    expect(await runUntil(undefined)).toMatchObject({ calls: 8, outcome: 'done' });
  });

  test.each(momentsOf(8))(
    'call $call, $when it took effect: one number, no gap, one document, one event',
    async (moment) => {
      const world = await runUntil(moment);
      expect(world.outcome).toBe('killed');
      world.clock.advance(60_000);
      await world.credit(world.cause);
      const [note] = world.notes();
      expect(amounts(world.notes())).toEqual([['AV-2026-000001', 46_800]]);
      expect(world.documents.files.get(note!.document!.key)).toEqual(await render(note!.content));
      expect(world.documents.files.size).toBe(2);
      expect(world.payments.eventsOf('credit_note.issued')).toHaveLength(1);
      expect((await world.invoices.readSeries('AV-2026')).last).toBe(1);
    },
  );
});
