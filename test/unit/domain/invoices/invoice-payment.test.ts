import { createHash } from 'node:crypto';
import { NotFoundError } from '#domain/errors';
import { InvoiceRefusedError } from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent, Seller } from '#domain/invoices/invoice';
import { invoicePayment } from '#domain/invoices/invoice-payment';
import type { Invoice, InvoiceStore } from '#domain/invoices/invoice-store';
import type { IssueDeps } from '#domain/invoices/issue-once';
import type { Payment } from '#domain/payments/payment';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { KillSwitch, type Moment, momentsOf, ProcessKilled } from '#test/crash';
import { anInvoice } from '#test/invoices';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aCompletedPayment, aPayment, paymentIdOf } from '#test/payments';
import { aSeller } from '#test/sellers';

/** The bytes depend on the content alone, as the PDF's do. */
const render = async (content: InvoiceContent): Promise<Uint8Array> =>
  new TextEncoder().encode(JSON.stringify(content));

function setup({ at = '2026-11-21T10:06:00.000Z', seller = {} as Partial<Seller> } = {}) {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const documents = new MemoryDocuments();
  const clock = new SettableClock(at);
  const deps: IssueDeps = {
    invoices,
    documents,
    render,
    seller: aSeller(seller),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const paid = (name = 'any', changes: Partial<Payment> = {}) =>
    payments.createOrGet(aCompletedPayment({ id: paymentIdOf(name), ...changes }));
  const issue = ({ id }: Payment, changes: Partial<IssueDeps> = {}) =>
    invoicePayment({ ...deps, ...changes }, { paymentId: id, requestId: 'request-event' });
  return { deps, payments, invoices, documents, clock, paid, issue };
}

describe('a completed payment', () => {
  test('gets one invoice with a number, a document and its event', async () => {
    const { invoices, documents, payments, paid, issue } = setup();
    const payment = await paid();
    const invoice = await issue(payment);
    const bytes = documents.files.get('invoices/2026/FA-2026-000001.pdf')!;
    expect(invoice).toMatchObject({
      status: 'paid',
      customerId: 'cus_diallo',
      content: { number: 'FA-2026-000001', totals: { grossMinor: 46_800, dueMinor: 0 } },
      document: {
        key: 'invoices/2026/FA-2026-000001.pdf',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.byteLength,
      },
    });
    expect(invoices.rows.get(invoice.id)).toEqual(invoice);
    expect([...payments.outbox.values()]).toMatchObject([
      { type: 'invoice.issued', data: { invoiceId: invoice.id, paymentId: payment.id } },
    ]);
  });

  test('processed again has the same invoice, and nothing is rendered or published twice', async () => {
    const { documents, payments, paid, issue, clock } = setup();
    const payment = await paid();
    const first = await issue(payment);
    clock.advance(86_400_000);
    expect(await issue(payment)).toEqual(first);
    expect(documents.puts).toHaveLength(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('processed five times at once has one number, one document and one event', async () => {
    const { invoices, documents, payments, paid, issue } = setup();
    const payment = await paid();
    const issued = await Promise.all(Array.from({ length: 5 }, () => issue(payment)));
    expect(new Set(issued.map(({ id }) => id)).size).toBe(1);
    expect(invoices.numbers).toEqual(['FA-2026-000001']);
    expect(documents.files.size).toBe(1);
    expect(payments.outbox.size).toBe(1);
  });
});

test.each(['pending', 'processing', 'failed', 'cancelled', 'expired', 'review'] as const)(
  'a %s payment has no invoice, and uses no number',
  async (status) => {
    const { invoices, issue, payments } = setup();
    const payment = await payments.createOrGet(aPayment({ status }));
    await expect(issue(payment)).rejects.toThrow('only a completed payment');
    expect(invoices.series.size).toBe(0);
  },
);

test('a sale of which no lawful invoice can be made takes no number, and leaves nothing half done', async () => {
  const { invoices, documents, payments, paid, issue } = setup();
  const wrong = { description: 'Riz', quantity: 1, unitGrossMinor: 46_800, vatRate: 1800 };
  const payment = await paid('any', { lines: [wrong] });
  const refused = issue(payment);
  await expect(refused).rejects.toThrow(InvoiceRefusedError);
  await expect(refused).rejects.toThrow('BR-FR-16');
  expect([invoices.series.size, documents.files.size, payments.outbox.size]).toEqual([0, 0, 0]);
  expect((await issue(await paid('other'))).content.number).toBe('FA-2026-000001');
});

test('a payment that is not stored yet is retried', async () => {
  const { deps } = setup();
  const request = { paymentId: 'pay_unknown', requestId: 'r' };
  await expect(invoicePayment(deps, request)).rejects.toThrow(NotFoundError);
});

describe('killed at any moment, and run again', () => {
  /** Runs until the moment; answers how many calls the run made. */
  async function runUntil(moment: Moment | undefined, context: ReturnType<typeof setup>) {
    const death = new KillSwitch(moment);
    const { deps } = context;
    const watched: IssueDeps = {
      ...deps,
      invoices: death.watch(deps.invoices),
      documents: death.watch(deps.documents),
      render: death.watchCall(deps.render),
    };
    const run = invoicePayment(watched, { paymentId: paymentIdOf('any'), requestId: 'r' });
    const outcome = await run.then(
      () => 'done',
      (error) => {
        if (!(error instanceof ProcessKilled)) throw error;
        return 'killed';
      },
    );
    return { calls: death.calls, outcome };
  }

  async function expectOneInvoice(context: ReturnType<typeof setup>) {
    const { invoices, documents, payments, paid, issue } = context;
    const [invoice] = invoices.rows.values();
    expect(invoice).toMatchObject({ status: 'paid', content: { issueDate: '2026-11-21' } });
    expect(invoices.numbers).toEqual(['FA-2026-000001']);
    const bytes = documents.files.get(invoice!.document!.key)!;
    expect(bytes).toEqual(await render(invoice!.content));
    expect(documents.files.size).toBe(1);
    expect(payments.eventsOf('invoice.issued')).toHaveLength(1);
    const following = await issue(await paid('the next customer'));
    expect(following.content.number).toBe('FA-2026-000002');
  }

  test('every call is observed', async () => {
    const context = setup();
    await context.paid();
    expect(await runUntil(undefined, context)).toEqual({ calls: 6, outcome: 'done' });
  });

  test.each(momentsOf(6))(
    'call $call, $when it took effect: one number, no gap, one document, one event',
    async (moment) => {
      const context = setup();
      await context.paid();
      expect((await runUntil(moment, context)).outcome).toBe('killed');
      context.clock.advance(60_000);
      expect((await runUntil(undefined, context)).outcome).toBe('done');
      await expectOneInvoice(context);
    },
  );

  test('killed twice, at any two moments, it is finished by the third run', async () => {
    for (const first of momentsOf(6))
      for (const second of momentsOf(6)) {
        const context = setup();
        await context.paid();
        await runUntil(first, context);
        await runUntil(second, context);
        await runUntil(undefined, context);
        await expectOneInvoice(context);
      }
  });
});

describe('many at once', () => {
  test('fifty payments get fifty numbers without a gap, in the order of their dates', async () => {
    const { clock, deps, invoices, paid, issue } = setup();
    const customers = Array.from({ length: 50 }, (_, index) => `customer ${index}`);
    const waiting = new Set(await Promise.all(customers.map((name) => paid(name))));
    const now = () => {
      clock.advance(1);
      return clock.now();
    };
    // Those that a busy series turned away come back from the queue.
    for (let rounds = 0; waiting.size > 0 && rounds < 50; rounds++)
      await Promise.all(
        [...waiting].map((payment) =>
          issue(payment, { ...deps, now }).then(
            () => waiting.delete(payment),
            () => undefined,
          ),
        ),
      );
    expect(invoices.numbers).toEqual(
      customers.map((_, index) => `FA-2026-${String(index + 1).padStart(6, '0')}`),
    );
    const dates = [...invoices.rows.values()].map(({ content }) => content.issuedAt);
    expect(dates).toEqual([...dates].sort());
  });

  test('forty functions that write at once wait for each other, and none gives up', async () => {
    const { invoices, paid, issue } = setup();
    const payments = await Promise.all(Array.from({ length: 40 }, (_, i) => paid(`customer ${i}`)));
    await Promise.all(payments.map((payment) => issue(payment)));
    expect(invoices.numbers).toHaveLength(40);
  });
});

describe('a rendering that fails', () => {
  test('uses no number: the next run prints the same invoice', async () => {
    const { invoices, documents, paid, issue } = setup();
    const payment = await paid();
    const broken = () => Promise.reject(new Error('font is missing'));
    await expect(issue(payment, { render: broken })).rejects.toThrow('font is missing');
    expect(documents.files.size).toBe(0);
    expect(await issue(payment)).toMatchObject({ content: { number: 'FA-2026-000001' } });
    expect(invoices.numbers).toEqual(['FA-2026-000001']);
  });
});

describe('the calendar of the shop', () => {
  test('the year changes at midnight in Paris, and each year has its own series', async () => {
    const { clock, paid, issue } = setup();
    const issuedAt = async (at: string) => {
      clock.set(at);
      const { content, document } = await issue(await paid(at));
      return [content.number, content.issueDate, document!.key];
    };
    expect(await issuedAt('2026-12-31T22:59:59.999Z')).toEqual([
      'FA-2026-000001',
      '2026-12-31',
      'invoices/2026/FA-2026-000001.pdf',
    ]);
    expect(await issuedAt('2026-12-31T23:00:00.000Z')).toEqual([
      'FA-2027-000001',
      '2027-01-01',
      'invoices/2027/FA-2027-000001.pdf',
    ]);
    expect((await issuedAt('2027-01-01T00:00:00.000Z'))[0]).toBe('FA-2027-000002');
  });

  test('in Dakar it changes an hour later', async () => {
    const { paid, issue } = setup({
      at: '2026-12-31T23:30:00.000Z',
      seller: { timeZone: 'Africa/Dakar' },
    });
    expect((await issue(await paid())).content).toMatchObject({
      number: 'FA-2026-000001',
      issueDate: '2026-12-31',
    });
  });

  test('at midnight, number and date stay in the same year', async () => {
    const { clock, deps, paid, issue } = setup({ at: '2026-12-31T22:59:59.999Z' });
    const slowly: InvoiceStore = {
      findForPayment: (id) => deps.invoices.findForPayment(id),
      find: (id) => deps.invoices.find(id),
      openable: (...args) => deps.invoices.openable(...args),
      findCreditNote: (...args) => deps.invoices.findCreditNote(...args),
      markCredited: (...args) => deps.invoices.markCredited(...args),
      findForPeriod: (period) => deps.invoices.findForPeriod(period),
      markPaid: (...args) => deps.invoices.markPaid(...args),
      issue: (invoice, series) => deps.invoices.issue(invoice, series),
      issueTogether: (...args) => deps.invoices.issueTogether(...args),
      replace: (replacement) => deps.invoices.replace(replacement),
      markGenerated: (...args) => deps.invoices.markGenerated(...args),
      readSeries: (name) => {
        clock.advance(5);
        return deps.invoices.readSeries(name);
      },
    };
    const { content } = await issue(await paid(), { invoices: slowly });
    expect(content.number.slice(3, 7)).toBe(content.issueDate.slice(0, 4));
  });

  test('a clock that is behind never dates an invoice before the last one', async () => {
    const { clock, paid, issue } = setup();
    const first = await issue(await paid('first'));
    clock.advance(-2 * 86_400_000);
    const second = await issue(await paid('second'));
    expect(second.content).toMatchObject({
      number: 'FA-2026-000002',
      issuedAt: first.content.issuedAt,
      issueDate: first.content.issueDate,
    });
    clock.advance(3 * 86_400_000);
    expect((await issue(await paid('third'))).content.issueDate).toBe('2026-11-22');
  });
});

describe('a payment for an issued invoice', () => {
  async function setupDue() {
    const world = setup();
    const { payment: _, ...content } = anInvoice();
    const period = { customerId: 'cus_diallo', month: '2026-11', currency: 'EUR' as const };
    const due: Invoice = {
      id: 'inv_due',
      period,
      customerId: 'cus_diallo',
      status: 'generated',
      content,
      document: { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
      createdAt: content.issuedAt,
      requestId: 'request-1',
    };
    world.invoices.rows.set(due.id, due);
    const pays = (name: string, changes: Partial<Payment> = {}) =>
      world.paid(name, { invoiceId: due.id, ...changes });
    return { ...world, due, pays };
  }

  test('pays it: no second invoice, and its event is published', async () => {
    const { due, pays, issue, invoices, payments, documents } = await setupDue();
    const payment = await pays('first');
    const invoice = await issue(payment);
    expect(invoice).toEqual({ ...due, status: 'paid', paidBy: invoice.paidBy });
    expect(invoice.paidBy).toEqual({
      id: payment.id,
      method: 'card',
      provider: 'stripe',
      paidAt: payment.completedAt,
      paidDate: '2026-11-21',
    });
    expect(invoices.numbers).toEqual([due.content.number]);
    expect(documents.puts).toEqual([]);
    expect([...payments.outbox.values()]).toMatchObject([
      { type: 'invoice.paid', data: { invoiceId: due.id, paymentId: payment.id } },
    ]);
  });

  test('processed five times at once pays it once', async () => {
    const { pays, issue, invoices, payments } = await setupDue();
    const payment = await pays('first');
    const paid = await Promise.all(Array.from({ length: 5 }, () => issue(payment)));
    expect(new Set(paid.map(({ id }) => id))).toEqual(new Set(['inv_due']));
    expect(invoices.rows.size).toBe(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('that was a second payment has its own invoice', async () => {
    const { due, pays, issue } = await setupDue();
    await issue(await pays('first'));
    const own = await issue(await pays('second'));
    expect(own).toMatchObject({ status: 'paid', content: { number: 'FA-2026-000001' } });
    expect(own.id).not.toBe(due.id);
  });

  test('that is a known duplicate leaves it to the payer, in any order', async () => {
    const { due, pays, issue } = await setupDue();
    const duplicate = await issue(await pays('second', { isDuplicate: true }));
    expect(duplicate.id).not.toBe(due.id);
    expect((await issue(await pays('first'))).id).toBe(due.id);
  });

  test('for an unknown invoice is a fault and is retried', async () => {
    const { pays, issue } = await setupDue();
    const lost = await pays('lost', { invoiceId: 'inv_nowhere' });
    await expect(issue(lost)).rejects.toThrow('the payment names an invoice that is not stored');
  });
});
