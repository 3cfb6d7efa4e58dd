import fc from 'fast-check';
import { type Correction, correctInvoice } from '#domain/invoices/correct-invoice';
import { KillSwitch, momentsOf, ProcessKilled } from '#test/crash';
import { aLongInvoice, anInvoice } from '#test/invoices';
import { anIssuedInvoice } from '#test/issued-invoices';
import { anEvent } from '#test/payments';

type Issued = Awaited<ReturnType<typeof anIssuedInvoice>>;

const paidBy = { ...anInvoice().payment!, id: 'pay_1' };
const wish: Correction = { customer: { name: 'Comptoir Diallo SAS' }, reason: 'Raison sociale' };
const numbers = ['FA-2026-000001', 'AV-2026-000001', 'FA-2026-000002'];

async function aPaidInvoice(): Promise<Issued> {
  const world = await anIssuedInvoice();
  await world.invoices.markPaid(world.invoices.rows.get(world.id)!, paidBy, anEvent());
  return world;
}

describe('correcting whom an invoice was issued to', () => {
  test('cancels it and issues a new one that cites it, and asks for the money once', async () => {
    const { all, act, stored, invoices, id } = await anIssuedInvoice();
    const { creditNote, invoice } = await correctInvoice(all, act(), wish);
    expect(creditNote.content).toMatchObject({
      number: 'AV-2026-000001',
      cancels: true,
      corrects: { number: 'FA-2026-000001' },
      customer: { name: 'Comptoir Aïssatou Diallo SARL' },
    });
    expect(creditNote.document?.key).toBe('invoices/2026/AV-2026-000001.pdf');
    expect(invoice).toMatchObject({
      replaces: id,
      content: {
        kind: 'invoice',
        number: 'FA-2026-000002',
        corrects: { number: 'FA-2026-000001' },
        customer: { name: 'Comptoir Diallo SAS', siren: '732829320' },
        totals: { grossMinor: 46_800, dueMinor: 46_800 },
      },
    });
    expect(invoice.content.mentions[0]).toMatch(
      /^Annule et remplace la facture FA-2026-000001 du /,
    );
    expect((await stored()).status).toBe('cancelled');
    expect(invoices.lookAt.size).toBe(0);
    expect(await invoices.findForPeriod(invoice.period!)).toMatchObject({ id: invoice.id });
    expect(invoices.audit).toMatchObject([
      { action: 'invoice.corrected', subject: id, reason: 'Raison sociale' },
    ]);
  });

  test('the money that paid the old one pays the new one, and nothing moves in the ledger', async () => {
    const { all, act, invoices, payments } = await aPaidInvoice();
    const { creditNote, invoice } = await correctInvoice(all, act(), wish);
    expect(creditNote.content.replacedBy).toBe('FA-2026-000002');
    expect(creditNote.content.cancels).toBeUndefined();
    expect(invoice.content).toMatchObject({
      payment: { id: 'pay_1' },
      totals: { paidMinor: 46_800, dueMinor: 0 },
    });
    expect(payments.invoices.get('pay_1')).toMatchObject({ id: invoice.id });
    expect(payments.ledger.size).toBe(0);
    expect((await invoices.findForPayment('pay_1')).invoice?.id).toBe(invoice.id);
  });

  test('asked five times at once and again later, it is corrected once; otherwise never again', async () => {
    const { all, act, invoices } = await aPaidInvoice();
    const all5 = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((claim) => correctInvoice(all, act(claim), wish)),
    );
    all5.push(await correctInvoice(all, act('later'), wish));
    expect(new Set(all5.map(({ invoice }) => invoice.id)).size).toBe(1);
    expect(invoices.numbers).toEqual(numbers);
    const other = correctInvoice(all, act(), { ...wish, customer: { name: 'Autre' } });
    await expect(other).rejects.toMatchObject({ code: 'invoice_corrected' });
    const replaced = { ...act('new'), invoiceId: all5[0]!.invoice.id };
    const early = correctInvoice(all, replaced, { ...wish, customer: { name: 'Autre' } });
    await expect(early).rejects.toMatchObject({ code: 'invoice_not_ready' });
    const note = { ...act('note'), invoiceId: all5[0]!.creditNote.id };
    const ofNote = correctInvoice(all, note, { ...wish, customer: { name: 'Autre' } });
    await expect(ofNote).rejects.toMatchObject({ code: 'credit_note_final' });
  });

  test('what changes nothing, names nobody lawfully or is being paid takes no number', async () => {
    const { all, act, invoices, isProcessing } = await anIssuedInvoice();
    const same = { ...wish, customer: { name: anInvoice().customer.name } };
    const wrong = { ...wish, customer: { vatNumber: 'QQ123' } };
    for (const refused of [same, wrong])
      await expect(correctInvoice(all, act(), refused)).rejects.toMatchObject({
        code: 'invalid_request',
      });
    isProcessing.now = true;
    await expect(correctInvoice(all, act(), wish)).rejects.toMatchObject({
      code: 'payment_processing',
    });
    const deposit = await anIssuedInvoice({ kind: 'deposit' });
    await expect(correctInvoice(deposit.all, deposit.act(), wish)).rejects.toMatchObject({
      code: 'invoice_with_deposit',
    });
    expect(invoices.numbers).toEqual(['FA-2026-000001']);
  });

  test('a payment at the same moment pays the old one before, or is of the new one', async () => {
    const { all, act, invoices, id } = await anIssuedInvoice();
    const replace = invoices.replace.bind(invoices);
    invoices.replace = async (replacement) => {
      invoices.replace = replace;
      await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent());
      return replace(replacement);
    };
    const { invoice } = await correctInvoice(all, act(), wish);
    expect(invoice.content).toMatchObject({ payment: { id: 'pay_1' }, totals: { dueMinor: 0 } });
    expect(invoices.numbers).toEqual(numbers);
    const late = { ...paidBy, id: 'pay_2' };
    expect(await invoices.markPaid(invoices.rows.get(id)!, late, anEvent())).toBe('taken');
  });

  test('killed anywhere, another request completes it: two numbers, one credit note, one mail', async () => {
    const run = async (killing: KillSwitch, { all, act }: Issued) =>
      correctInvoice(
        {
          ...all,
          invoices: killing.watch(all.invoices),
          documents: killing.watch(all.documents),
          render: killing.watchCall(all.render),
        },
        act(),
        wish,
      );
    const whole = new KillSwitch();
    await run(whole, await aPaidInvoice());
    expect(whole.calls).toBeGreaterThan(5);
    for (const moment of momentsOf(whole.calls)) {
      const world = await aPaidInvoice();
      await expect(run(new KillSwitch(moment), world)).rejects.toThrow(ProcessKilled);
      await correctInvoice(world.all, world.act('another'), wish);
      expect(world.invoices.numbers).toEqual(numbers);
      const told = [...world.invoices.outbox.values()].map(({ type }) => type);
      expect(told.filter((type) => type === 'credit_note.issued')).toHaveLength(1);
      expect(told.filter((type) => type === 'invoice.numbered')).toHaveLength(1);
      expect([...world.documents.files.keys()]).toEqual(['invoices/2026/AV-2026-000001.pdf']);
    }
  });

  test('old less credit note and new is the old one, in every VAT group', async () => {
    const anyLines = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(anyLines, async (count) => {
        const { lines, totals } = aLongInvoice(count);
        const dueMinor = totals.grossMinor;
        const { all, act, stored } = await anIssuedInvoice({
          lines,
          totals: { ...totals, paidMinor: 0, dueMinor },
        });
        const { creditNote, invoice } = await correctInvoice(all, act(), wish);
        const old = (await stored()).content.totals.vatGroups;
        const rest = old.map((group, index) => {
          const part = creditNote.credit!.parts[index]!;
          const again = invoice.content.totals.vatGroups[index]!;
          return {
            ...group,
            netMinor: group.netMinor - part.netMinor + again.netMinor,
            vatMinor: group.vatMinor - part.vatMinor + again.vatMinor,
          };
        });
        expect(rest).toEqual(old);
        expect(creditNote.content.totals.vatGroups).toEqual(old);
      }),
      { numRuns: 30 },
    );
  });
});
