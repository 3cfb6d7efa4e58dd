import { actOnInvoices } from '#domain/invoices/act-on-invoices';
import { historyOf } from '#domain/invoices/history';
import { remindInvoice } from '#domain/invoices/remind-invoice';
import { resendInvoice } from '#domain/invoices/resend-invoice';
import { anInvoice } from '#test/invoices';
import { anIssuedInvoice, original } from '#test/issued-invoices';
import { anEvent } from '#test/payments';

const paidBy = { ...anInvoice().payment!, id: 'pay_1' };

describe('a copy', () => {
  test('is stamped and kept beside the original, which stays as it is', async () => {
    const { deps, act, stored, documents, events, standings } = await anIssuedInvoice();
    await resendInvoice(deps, act(), 'compta@ailleurs.example');
    const invoice = await stored();
    expect(invoice.document).toEqual(original);
    const [entry] = invoice.history!;
    expect(entry).toMatchObject({
      kind: 'resent',
      by: 'person:user-admin',
      to: 'compta@ailleurs.example',
    });
    expect(new TextDecoder().decode(await documents.get(entry!.copy!))).toContain('duplicata');
    expect(entry!.copy!.key).toMatch(/^invoices\/2026\/copies\/FA-2026-000001-/);
    // Where it goes is in the invoice's own row, never in an event.
    expect(JSON.stringify(events('invoice.resent'))).not.toContain('ailleurs');
    expect(standings.audit).toMatchObject([
      { action: 'invoice.resent', actor: 'person:user-admin' },
    ]);
  });

  test('is mailed once for one request, however often it runs, and again for another one', async () => {
    const { deps, act, events } = await anIssuedInvoice();
    await Promise.all([1, 2, 3].map(() => resendInvoice(deps, act())));
    expect(events('invoice.resent')).toHaveLength(1);
    await resendInvoice(deps, act('claim-2'));
    expect(events('invoice.resent')).toHaveLength(2);
  });

  test('of an invoice that nobody can read yet is refused', async () => {
    const { deps, act, invoices, id } = await anIssuedInvoice();
    const { document: _, ...unread } = invoices.rows.get(id)!;
    invoices.put(unread);
    await expect(resendInvoice(deps, act())).rejects.toMatchObject({ code: 'invoice_not_ready' });
    await expect(resendInvoice(deps, { ...act(), invoiceId: 'inv_nowhere' })).rejects.toMatchObject(
      { code: 'invoice_not_found' },
    );
  });
});

describe('a reminder that a person wants', () => {
  test('is friendly at first and firm after another one, and counts for no step', async () => {
    const { deps, act, stored, events } = await anIssuedInvoice();
    await remindInvoice(deps, act());
    await remindInvoice(deps, act());
    await remindInvoice(deps, act('claim-2', '2026-12-02T09:00:00.000Z'));
    expect(events('invoice.reminded').map(({ data }) => data)).toMatchObject([
      { tone: 'friendly' },
      { tone: 'firm' },
    ]);
    const { standing } = await stored();
    expect(standing?.reminders?.map(({ afterDays }) => afterDays)).toEqual([0, 0]);
    expect(historyOf(await stored()).map(({ kind }) => kind)).toEqual([
      'issued',
      'reminded',
      'reminded',
    ]);
  });

  test('is refused while a payment is being processed, and once nothing is due', async () => {
    const { deps, act, invoices, id, isProcessing, events } = await anIssuedInvoice();
    isProcessing.now = true;
    await expect(remindInvoice(deps, act())).rejects.toMatchObject({ code: 'payment_processing' });
    isProcessing.now = false;
    await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent());
    await expect(remindInvoice(deps, act())).rejects.toMatchObject({
      code: 'invoice_already_paid',
    });
    const credit = { invoiceId: 'inv_0', paymentId: 'pay_0', cause: { lostMinor: 1 } };
    invoices.put({ ...invoices.rows.get(id)!, credit: { ...credit, place: 1, parts: [] } });
    await expect(remindInvoice(deps, act())).rejects.toMatchObject({ code: 'credit_note_final' });
    expect(events('invoice.reminded')).toEqual([]);
  });
});

describe('many at once', () => {
  test('each has its own outcome, and one that is refused stops no other', async () => {
    const { deps, act, id, events } = await anIssuedInvoice();
    const rows = await actOnInvoices(
      deps,
      { action: 'remind', ids: ['inv_nowhere', id, id] },
      act(),
    );
    expect(rows).toMatchObject([
      { id: 'inv_nowhere', outcome: 'refused', code: 'invoice_not_found' },
      { id, outcome: 'done' },
    ]);
    await actOnInvoices(deps, { action: 'remind', ids: [id] }, act());
    expect(events('invoice.reminded')).toHaveLength(1);
    await actOnInvoices(deps, { action: 'resend', ids: [id] }, act());
    expect(events('invoice.resent')).toHaveLength(1);
  });

  test('what is broken stops them, and is no refusal', async () => {
    const { deps, act, id } = await anIssuedInvoice();
    const broken = { ...deps, render: () => Promise.reject(new Error('no font')) };
    const acting = actOnInvoices(broken, { action: 'resend', ids: [id] }, act());
    await expect(acting).rejects.toThrow('no font');
  });
});
