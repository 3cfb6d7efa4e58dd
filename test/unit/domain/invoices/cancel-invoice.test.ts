import fc from 'fast-check';
import { cancelInvoice } from '#domain/invoices/cancel-invoice';
import { waysFrom } from '#domain/invoices/invoice-status';
import { type StatusWish, setInvoiceStatus } from '#domain/invoices/set-invoice-status';
import { KillSwitch, momentsOf, ProcessKilled } from '#test/crash';
import { anInvoice } from '#test/invoices';
import { anIssuedInvoice } from '#test/issued-invoices';
import { anEvent } from '#test/payments';

type Issued = Awaited<ReturnType<typeof anIssuedInvoice>>;

const paidBy = { ...anInvoice().payment!, id: 'pay_1' };

describe('cancelling an unpaid invoice', () => {
  test('issues one credit note over all of it, and asks nobody for money any more', async () => {
    const { all, act, stored, invoices, id } = await anIssuedInvoice();
    const note = await cancelInvoice(all, act(), 'Commande annulée');
    expect(note.content).toMatchObject({
      kind: 'credit_note',
      number: 'AV-2026-000001',
      cancels: true,
      corrects: { number: 'FA-2026-000001' },
      totals: { grossMinor: 46_800, dueMinor: 0 },
    });
    expect(note.document?.key).toBe('invoices/2026/AV-2026-000001.pdf');
    const invoice = await stored();
    expect(invoice).toMatchObject({
      status: 'cancelled',
      standing: { cancelledBy: note.id },
      creditNotes: [{ id: note.id, grossMinor: 46_800 }],
    });
    expect(invoices.lookAt.has(id)).toBe(false);
    expect(invoices.audit).toMatchObject([
      { action: 'invoice.cancelled', subject: id, reason: 'Commande annulée' },
    ]);
  });

  test('told five times at once and again later, it has one', async () => {
    const { all, act, invoices } = await anIssuedInvoice();
    const notes = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((claim) => cancelInvoice(all, act(claim))),
    );
    notes.push(await cancelInvoice(all, act('later')));
    expect(new Set(notes.map(({ id }) => id)).size).toBe(1);
    expect(invoices.numbers).toEqual(['FA-2026-000001', 'AV-2026-000001']);
  });

  test('is refused for a paid one and for a credit note, and while a payment is being processed', async () => {
    const { all, act, invoices, id, isProcessing } = await anIssuedInvoice();
    isProcessing.now = true;
    await expect(cancelInvoice(all, act())).rejects.toMatchObject({ code: 'payment_processing' });
    isProcessing.now = false;
    await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent());
    await expect(cancelInvoice(all, act())).rejects.toMatchObject({ code: 'invoice_paid' });
    const other = await anIssuedInvoice();
    const note = await cancelInvoice(other.all, other.act());
    const again = cancelInvoice(other.all, { ...other.act(), invoiceId: note.id });
    await expect(again).rejects.toMatchObject({ code: 'credit_note_final' });
    expect(invoices.numbers).toEqual(['FA-2026-000001']);
  });

  test('a payment at the same moment wins or loses as a whole', async () => {
    const { all, act, invoices, id } = await anIssuedInvoice();
    const issue = invoices.issueTogether.bind(invoices);
    invoices.issueTogether = async (...args) => {
      invoices.issueTogether = issue;
      await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent());
      return issue(...args);
    };
    await expect(cancelInvoice(all, act())).rejects.toMatchObject({ code: 'invoice_paid' });
    const other = await anIssuedInvoice();
    await cancelInvoice(other.all, other.act());
    const late = other.invoices.markPaid(other.invoices.rows.get(other.id)!, paidBy, anEvent());
    expect(await late).toBe('taken');
    expect((await other.stored()).status).toBe('cancelled');
  });

  test('killed anywhere, the same request completes it: one number, one document, one mail', async () => {
    const run = async (killing: KillSwitch, { all, act }: Issued) => {
      const { invoices, documents, render } = all;
      return cancelInvoice(
        {
          ...all,
          invoices: killing.watch(invoices),
          documents: killing.watch(documents),
          render: killing.watchCall(render),
        },
        act(),
      );
    };
    const whole = new KillSwitch();
    await run(whole, await anIssuedInvoice());
    expect(whole.calls).toBeGreaterThan(5);
    for (const moment of momentsOf(whole.calls)) {
      const world = await anIssuedInvoice();
      const { all, act, invoices, documents } = world;
      await expect(run(new KillSwitch(moment), world)).rejects.toThrow(ProcessKilled);
      await cancelInvoice(all, act());
      expect(invoices.numbers).toEqual(['FA-2026-000001', 'AV-2026-000001']);
      expect([...documents.files.keys()]).toEqual(['invoices/2026/AV-2026-000001.pdf']);
      const told = [...invoices.outbox.values()].filter(
        ({ type }) => type === 'credit_note.issued',
      );
      expect(told).toHaveLength(1);
    }
  });
});

describe('setting the status', () => {
  const byTransfer = { status: 'paid', method: 'transfer', proof: 'Virement 4711' } as const;

  test('paid by transfer: the proof is kept, the ledger balances, and nobody is reminded', async () => {
    const { all, act, stored, invoices, payments } = await anIssuedInvoice();
    await setInvoiceStatus(all, act(), byTransfer);
    expect(await stored()).toMatchObject({
      status: 'paid',
      paidBy: { method: 'transfer', provider: 'by_hand', proof: 'Virement 4711' },
    });
    expect(invoices.lookAt.size).toBe(0);
    expect([...payments.ledger.values()]).toMatchObject([
      {
        fact: 'paid_by_hand',
        postings: [{ from: 'sales', to: 'bank', money: { minor: 46_800, currency: 'EUR' } }],
      },
    ]);
    await setInvoiceStatus(all, act('again'), byTransfer);
    expect(payments.ledger.size).toBe(1);
  });

  test('it is overdue the day after it was due, and not before', async () => {
    const { all, act, stored } = await anIssuedInvoice();
    const early = setInvoiceStatus(all, act('a', '2026-12-21T22:00:00.000Z'), {
      status: 'overdue',
    });
    await expect(early).rejects.toMatchObject({ code: 'invoice_not_due_yet' });
    await setInvoiceStatus(all, act('b', '2026-12-21T23:00:00.000Z'), { status: 'overdue' });
    expect((await stored()).status).toBe('overdue');
  });

  test('whatever is asked in whatever order, it moves along the allowed ways alone', async () => {
    const anyWish = fc.constantFrom<StatusWish>(
      { status: 'sent' },
      { status: 'overdue' },
      { status: 'cancelled' },
      byTransfer,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyWish, { maxLength: 6 }), async (wishes) => {
        const { all, act, stored } = await anIssuedInvoice();
        for (const [index, wish] of wishes.entries()) {
          const before = (await stored()).status;
          const asked = setInvoiceStatus(all, act(`${index}`, '2026-12-24T09:00:00.000Z'), wish);
          const isAllowed = before === wish.status || waysFrom[before].includes(wish.status);
          await (isAllowed ? asked : expect(asked).rejects.toThrow());
          expect((await stored()).status).toBe(isAllowed ? wish.status : before);
        }
      }),
      { numRuns: 60 },
    );
  });
});
