import { randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import { chained } from '#domain/invoices/chain';
import type { CreditCause, Invoice, InvoiceStore } from '#domain/invoices/invoice-store';
import { seriesAfter } from '#domain/invoices/number-series';
import type { Payment } from '#domain/payments/payment';
import type { PaymentStore } from '#domain/payments/payment-store';
import { anInvoice } from '#test/invoices';
import { aCompletedPayment, anEvent, paymentIdOf } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';

/** Both stores stand on the same table. */
export type InvoiceStoreUnderTest = {
  invoices: InvoiceStore;
  payments: PaymentStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

const issuedAt = '2026-11-21T10:06:00.000Z';

const aDocument = { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 1234 };

/** What every store of invoices promises. Ids and series are random, so that a table may be shared. */
export function describeInvoiceStore(
  name: string,
  makeStores: () => Promise<InvoiceStoreUnderTest>,
): void {
  async function setup() {
    const stores = await makeStores();
    const series = `FA-${randomUUID().slice(0, 8)}`;
    const aStoredPayment = () =>
      stores.payments.createOrGet(aCompletedPayment({ id: paymentIdOf(randomUUID()) }));
    const anInvoiceFor = (payment: Payment, number: number, at = issuedAt): Invoice => ({
      id: newId('inv', new Date(at), new TextEncoder().encode(randomUUID())),
      paymentId: payment.id,
      customerId: payment.buyer.customerId,
      status: 'issued',
      content: anInvoice({ number: `${series}-${number}`, issuedAt: at }),
      createdAt: at,
      requestId: 'request-1',
    });
    return { ...stores, series, aStoredPayment, anInvoiceFor };
  }

  describe(`${name} assigns numbers`, () => {
    test('a series starts at zero', async () => {
      const { invoices, series } = await setup();
      expect(await invoices.readSeries(series)).toEqual({ name: series, last: 0 });
    });

    test('an invoice and its number are stored together, and found by payment and by id', async () => {
      const { invoices, payments, series, aStoredPayment, anInvoiceFor } = await setup();
      const payment = await aStoredPayment();
      const [invoice] = chained([anInvoiceFor(payment, 1)], { last: 0 }) as [Invoice];
      expect(await invoices.issue(invoice, await invoices.readSeries(series))).toBe('issued');
      expect(await invoices.readSeries(series)).toEqual(
        seriesAfter({ name: series, last: 0 }, [invoice]),
      );
      expect(await invoices.find(invoice.id)).toEqual(invoice);
      expect(await invoices.findForPayment(payment.id)).toEqual({ payment, invoice });
      expect(await payments.findWithInvoice(payment.id)).toEqual({ payment });
    });

    test('a payment is found before it has an invoice, and an unknown one is not', async () => {
      const { invoices, aStoredPayment } = await setup();
      const payment = await aStoredPayment();
      expect(await invoices.findForPayment(payment.id)).toEqual({ payment });
      expect(await invoices.findForPayment(paymentIdOf(randomUUID()))).toEqual({});
      expect(await invoices.find(`inv_${randomUUID()}`)).toBeUndefined();
    });

    test('a number that was taken meanwhile is not assigned again', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      const [mine, theirs] = [await aStoredPayment(), await aStoredPayment()];
      const asRead = await invoices.readSeries(series);
      await invoices.issue(anInvoiceFor(theirs, 1), asRead);
      const late = anInvoiceFor(mine, 1);
      expect(await invoices.issue(late, asRead)).toBe('taken');
      expect(await invoices.find(late.id)).toBeUndefined();
      expect(await invoices.findForPayment(mine.id)).toEqual({ payment: mine });
      expect((await invoices.readSeries(series)).last).toBe(1);
    });

    test('the same is true far into the series', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      for (const number of [1, 2])
        await invoices.issue(
          anInvoiceFor(await aStoredPayment(), number),
          await invoices.readSeries(series),
        );
      const stale = { name: series, last: 1, lastIssuedAt: issuedAt };
      const late = anInvoiceFor(await aStoredPayment(), 2);
      expect(await invoices.issue(late, stale)).toBe('taken');
      expect((await invoices.readSeries(series)).last).toBe(2);
    });

    test('a payment has one invoice, and a second attempt uses no number', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      const payment = await aStoredPayment();
      const first = anInvoiceFor(payment, 1);
      await invoices.issue(first, await invoices.readSeries(series));
      const second = anInvoiceFor(payment, 2);
      expect(await invoices.issue(second, await invoices.readSeries(series))).toBe('taken');
      expect((await invoices.readSeries(series)).last).toBe(1);
      expect((await invoices.findForPayment(payment.id)).invoice).toEqual(first);
    });

    test('several are stored with their numbers, all or none; who had one already is told', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor, findEvent } = await setup();
      const payments = [await aStoredPayment(), await aStoredPayment(), await aStoredPayment()];
      const [first, second, third] = payments.map((payment, index) => ({
        invoice: anInvoiceFor(payment, index + 1),
        event: anEvent({ id: `evt_${randomUUID()}`, type: 'invoice.numbered' }),
      }));
      const asRead = await invoices.readSeries(series);
      expect(await invoices.issueTogether([first!, second!], asRead)).toBe('issued');
      const after = await invoices.readSeries(series);
      expect(after).toEqual(seriesAfter(asRead, [first!.invoice, second!.invoice]));
      expect(await invoices.find(second!.invoice.id)).toEqual(second!.invoice);
      expect(await findEvent(second!.event.id)).toEqual(second!.event);

      const again = anInvoiceFor(payments[1]!, 3);
      expect(await invoices.issueTogether([{ invoice: again }, third!], after)).toEqual([again.id]);
      expect(await invoices.issueTogether([third!], asRead)).toEqual([]);
      expect(await invoices.find(third!.invoice.id)).toBeUndefined();
      expect(await invoices.readSeries(series)).toEqual(after);
    });

    test('a series may begin at a number of another system, once', async () => {
      const { invoices, series: name, aStoredPayment, anInvoiceFor } = await setup();
      const begun = { name, first: 1235, last: 1234 };
      const invoice = anInvoiceFor(await aStoredPayment(), 1235);
      expect(await invoices.issue(invoice, begun)).toBe('issued');
      expect(await invoices.readSeries(name)).toMatchObject({ first: 1235, last: 1235 });
      expect(await invoices.issue(anInvoiceFor(await aStoredPayment(), 1235), begun)).toBe('taken');
      const next = anInvoiceFor(await aStoredPayment(), 1236);
      expect(await invoices.issue(next, await invoices.readSeries(name))).toBe('issued');
    });

    test('a deposit is subtracted by one invoice, which it names', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      const next = () => invoices.readSeries(series);
      const deposit = anInvoiceFor(await aStoredPayment(), 1);
      await invoices.issue(deposit, await next());
      const final = { ...anInvoiceFor(await aStoredPayment(), 2), settles: [deposit.id] };
      expect(await invoices.issue(final, await next())).toBe('issued');
      expect(await invoices.find(final.id)).toEqual(final);
      const settledBy = { invoiceId: final.id, number: final.content.number };
      expect((await invoices.find(deposit.id))?.settledBy).toEqual(settledBy);
      const another = { ...anInvoiceFor(await aStoredPayment(), 3), settles: [deposit.id] };
      expect(await invoices.issue(another, await next())).toBe('taken');
      expect((await next()).last).toBe(2);
    });

    test('a replaced invoice, its credit note and the new one are stored together, once', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      const payment = await aStoredPayment();
      const old = anInvoiceFor(payment, 1);
      await invoices.issue(old, await invoices.readSeries(series));
      const replaceBy = async (number: number) => {
        const invoice = { ...anInvoiceFor(payment, number), replaces: old.id };
        const corrects = { number: old.content.number, issueDate: old.content.issueDate };
        const { id, content, createdAt, requestId } = anInvoiceFor(payment, number);
        const credit = {
          invoiceId: old.id,
          cause: { replacedBy: invoice.id },
          place: 1,
          parts: content.totals.vatGroups,
          isLast: true as const,
        };
        const creditNote: Invoice = {
          ...{ id, createdAt, requestId, status: 'issued', credit },
          content: { ...content, kind: 'credit_note', number: `AV-${number}`, corrects },
        };
        const noteSeries = await invoices.readSeries(`AV-${series}`);
        return {
          old,
          creditNote: { invoice: creditNote, series: noteSeries },
          invoice: { invoice, series: await invoices.readSeries(series) },
        };
      };
      const [first, second] = [await replaceBy(2), await replaceBy(2)];
      expect(await invoices.replace(first)).toBe('issued');
      const found = await invoices.findForPayment(payment.id);
      expect(found.invoice).toEqual(first.invoice.invoice);
      expect(await invoices.find(old.id)).toMatchObject({
        standing: { cancelledBy: first.creditNote.invoice.id },
        creditNotes: [{ id: first.creditNote.invoice.id }],
      });
      for (const late of [second, await replaceBy(3)])
        expect(await invoices.replace(late)).toBe('taken');
      expect((await invoices.readSeries(series)).last).toBe(2);
      expect((await invoices.readSeries(`AV-${series}`)).last).toBe(1);
    });

    test('of eight at once for the same number, one gets it', async () => {
      const { invoices, series, aStoredPayment, anInvoiceFor } = await setup();
      const asRead = await invoices.readSeries(series);
      const contenders = await Promise.all(
        Array.from({ length: 8 }, async () => anInvoiceFor(await aStoredPayment(), 1)),
      );
      const outcomes = await Promise.all(
        contenders.map((invoice) => invoices.issue(invoice, asRead)),
      );
      expect(outcomes.filter((outcome) => outcome === 'issued')).toHaveLength(1);
      expect((await invoices.readSeries(series)).last).toBe(1);
    });
  });

  describe(`${name} stores documents`, () => {
    async function anIssuedInvoice() {
      const stores = await setup();
      const invoice = stores.anInvoiceFor(await stores.aStoredPayment(), 1);
      await stores.invoices.issue(invoice, await stores.invoices.readSeries(stores.series));
      const news = () =>
        anEvent({
          id: `evt_${randomUUID()}`,
          type: 'invoice.issued',
          data: { invoiceId: invoice.id },
        });
      return { ...stores, invoice, news };
    }

    test('the document and its event are stored together', async () => {
      const { invoices, findEvent, invoice, news } = await anIssuedInvoice();
      const event = news();
      await invoices.markGenerated(invoice, aDocument, event);
      const expected = { ...invoice, status: 'paid', document: aDocument };
      expect(await invoices.find(invoice.id)).toEqual(expected);
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('an invoice is shown beside its payment as soon as it can be opened, and not before', async () => {
      const { invoices, payments, invoice, news } = await anIssuedInvoice();
      const shown = async () => (await payments.findWithInvoice(invoice.paymentId!))?.invoice;
      expect(await shown()).toBeUndefined();
      await invoices.markGenerated(invoice, aDocument, news());
      expect(await shown()).toEqual({ id: invoice.id, number: invoice.content.number });
    });

    test('the second time nothing changes and no event is published', async () => {
      const { invoices, findEvent, invoice, news } = await anIssuedInvoice();
      await invoices.markGenerated(invoice, aDocument, news());
      const again = news();
      await invoices.markGenerated(invoice, { ...aDocument, key: 'invoices/other.pdf' }, again);
      expect((await invoices.find(invoice.id))?.document).toEqual(aDocument);
      expect(await findEvent(again.id)).toBeUndefined();
    });
  });

  describe(`${name} stores invoices that are paid later`, () => {
    async function aBilledPeriod() {
      const stores = await setup();
      const period = {
        customerId: `cus_${randomUUID()}`,
        month: '2026-11',
        currency: 'EUR' as const,
      };
      const { payment: _, ...content } = anInvoice({ number: `${stores.series}-1`, issuedAt });
      const anInvoiceOf = (of: typeof period): Invoice => ({
        id: newId('inv', new Date(issuedAt), new TextEncoder().encode(randomUUID())),
        period: of,
        customerId: of.customerId,
        status: 'issued',
        content,
        createdAt: issuedAt,
        requestId: 'request-1',
      });
      const invoice = anInvoiceOf(period);
      await stores.invoices.issue(invoice, await stores.invoices.readSeries(stores.series));
      return { ...stores, period, anInvoiceOf, invoice };
    }

    const paidBy = (id: string) => ({
      id,
      method: 'card',
      provider: 'stripe',
      paidAt: '2026-12-05T10:00:00.000Z',
      paidDate: '2026-12-05',
    });

    const news = (invoiceId: string) =>
      anEvent({
        id: `evt_${randomUUID()}`,
        type: 'invoice.paid',
        data: { invoiceId, paymentId: 'pay_1' },
      });

    test('the invoice of a period is found by the period, and no second one is issued', async () => {
      const { invoices, series, period, invoice, anInvoiceOf } = await aBilledPeriod();
      expect(await invoices.findForPeriod(period)).toEqual(invoice);
      expect(await invoices.findForPeriod({ ...period, month: '2026-10' })).toBeUndefined();
      const second = anInvoiceOf(period);
      expect(await invoices.issue(second, await invoices.readSeries(series))).toBe('taken');
      const francs = anInvoiceOf({ ...period, currency: 'XOF' as never });
      expect(await invoices.issue(francs, await invoices.readSeries(series))).toBe('issued');
    });

    test('it is generated with its document, and paid by a later payment', async () => {
      const { invoices, payments, findEvent, invoice, aStoredPayment } = await aBilledPeriod();
      await invoices.markGenerated(invoice, aDocument, news(invoice.id));
      expect((await invoices.find(invoice.id))?.status).toBe('generated');
      const payment = await aStoredPayment();
      const event = news(invoice.id);
      expect(await invoices.markPaid(invoice, paidBy(payment.id), event)).toBe('paid');
      const paid = {
        ...invoice,
        status: 'paid',
        document: aDocument,
        paidBy: paidBy(payment.id),
        standing: { version: 0, paidAt: paidBy(payment.id).paidAt },
      };
      expect(await invoices.find(invoice.id)).toEqual(paid);
      expect(await invoices.findForPayment(payment.id)).toEqual({ payment, invoice: paid });
      expect((await payments.findWithInvoice(payment.id))?.invoice).toEqual({
        id: invoice.id,
        number: invoice.content.number,
      });
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('an invoice is paid once, and a payment pays one invoice', async () => {
      const { invoices, series, findEvent, invoice, period, anInvoiceOf, aStoredPayment } =
        await aBilledPeriod();
      const [first, second] = [await aStoredPayment(), await aStoredPayment()];
      await invoices.markPaid(invoice, paidBy(first.id), news(invoice.id));
      const again = news(invoice.id);
      expect(await invoices.markPaid(invoice, paidBy(second.id), again)).toBe('taken');
      expect(await invoices.markPaid(invoice, paidBy(first.id), again)).toBe('taken');
      expect((await invoices.find(invoice.id))?.paidBy?.id).toBe(first.id);
      expect(await findEvent(again.id)).toBeUndefined();
      const other = anInvoiceOf({ ...period, month: '2026-12' });
      await invoices.issue(other, await invoices.readSeries(series));
      expect(await invoices.markPaid(other, paidBy(first.id), again)).toBe('taken');
      expect(await invoices.markPaid(other, paidBy(second.id), again)).toBe('paid');
    });
  });

  describeCreditNotes(name, setup);
}

type Setup = () => Promise<
  InvoiceStoreUnderTest & {
    series: string;
    aStoredPayment: () => Promise<Payment>;
    anInvoiceFor: (payment: Payment, number: number, at?: string) => Invoice;
  }
>;

/** An invoice is corrected by credit notes, each for its own money. */
function describeCreditNotes(name: string, setup: Setup): void {
  async function anInvoicedPayment() {
    const stores = await setup();
    const { invoices, series: ofInvoices } = stores;
    const payment = await stores.aStoredPayment();
    const invoice = stores.anInvoiceFor(payment, 1);
    await invoices.issue(invoice, await invoices.readSeries(ofInvoices));
    const generated = (one: Invoice) =>
      invoices.markGenerated(one, aDocument, anEvent({ id: `evt_${randomUUID()}` }));
    await generated(invoice);
    const series = ofInvoices.replace('FA', 'AV');
    const aNote = (place: number, cause: CreditCause): Invoice => ({
      id: newId('inv', new Date(issuedAt), new TextEncoder().encode(randomUUID())),
      credit: { invoiceId: invoice.id, paymentId: payment.id, cause, place, parts },
      status: 'issued',
      content: aCreditNote(`${series}-${place}`),
      createdAt: issuedAt,
      requestId: 'request-2',
    });
    const issue = async (note: Invoice) => invoices.issue(note, await invoices.readSeries(series));
    return { ...stores, series, payment, invoice, generated, aNote, issue };
  }

  const parts = [{ netMinor: 39_000, vatMinor: 7_800 }];
  const aCreditNote = (number: string) => {
    const { payment: _, ...content } = anInvoice({ kind: 'credit_note', number, issuedAt });
    return content;
  };

  const refund = (refundId = `ref_${randomUUID()}`): CreditCause => ({ refundId });

  describe(`${name} stores credit notes`, () => {
    test('with their invoice and their payment, and shows those that can be opened', async () => {
      const { invoices, payments, payment, invoice, generated, aNote, issue } =
        await anInvoicedPayment();
      const [cause, lost] = [refund(), { lostMinor: 500 }];
      const [first, second] = [aNote(1, cause), aNote(2, lost)];
      expect([await issue(first), await issue(second)]).toEqual(['issued', 'issued']);
      expect(await invoices.find(first.id)).toEqual(first);
      expect(await invoices.findCreditNote(payment.id, cause)).toEqual(first);
      expect(await invoices.findCreditNote(payment.id, lost)).toEqual(second);
      expect(await invoices.findCreditNote(payment.id, { lostMinor: 501 })).toBeUndefined();

      await generated(second);
      const shown = { id: second.id, number: second.content.number, issuedAt, grossMinor: 46_800 };
      const found = (await invoices.find(invoice.id))?.creditNotes;
      expect(found?.map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(await invoices.openable(found!)).toEqual([{ ...shown, parts }]);
      expect((await payments.findWithInvoice(payment.id))?.invoice).toEqual({
        id: invoice.id,
        number: invoice.content.number,
        creditNotes: [shown],
      });
    });

    test('once for the same money, and once for each place, and takes no number otherwise', async () => {
      const { invoices, series, aNote, issue } = await anInvoicedPayment();
      const cause = refund();
      expect(await issue(aNote(1, cause))).toBe('issued');
      expect(await issue(aNote(2, cause))).toBe('taken');
      expect(await issue(aNote(1, refund()))).toBe('taken');
      expect((await invoices.readSeries(series)).last).toBe(1);
      expect(await issue(aNote(2, refund()))).toBe('issued');
    });

    test('for a refund that repeats another one, too, with its event once', async () => {
      const { invoices, payments, findEvent, payment, generated, aNote, issue } =
        await anInvoicedPayment();
      const note = aNote(1, refund());
      await issue(note);
      await generated(note);
      const { id, content } = note;
      const cause = refund();
      const mark = {
        paymentId: payment.id,
        cause,
        note: { id, number: content.number, issuedAt, grossMinor: 46_800 },
      };
      const [news, again] = [1, 2].map(() => anEvent({ id: `evt_${randomUUID()}` }));
      await invoices.markCredited(mark, news!);
      await invoices.markCredited(mark, again!);
      expect((await invoices.findCreditNote(payment.id, cause))?.id).toBe(id);
      expect((await payments.findWithInvoice(payment.id))?.invoice?.creditNotes).toHaveLength(1);
      expect(await findEvent(news!.id)).toEqual(news);
      expect(await findEvent(again!.id)).toBeUndefined();
    });
  });
}
