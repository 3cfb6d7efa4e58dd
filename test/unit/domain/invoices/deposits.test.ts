import type { InvoiceContent } from '#domain/invoices/invoice';
import { invoicePayment } from '#domain/invoices/invoice-payment';
import { amountPaid, type Invoice } from '#domain/invoices/invoice-store';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { useDeposits } from '#domain/payments/use-deposits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import { aSeller } from '#test/sellers';

const lines = [
  { description: 'Armoire', quantity: 1, unitGrossMinor: 100_000 },
  { description: 'Guide', quantity: 2, unitGrossMinor: 10_000, vatRate: 550 },
];

const euros = (minor: number) => ({
  amount: money(minor, 'EUR'),
  amountPaid: money(minor, 'EUR'),
});

function setup() {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const deps = {
    invoices,
    documents: new MemoryDocuments(),
    render: async ({ number }: InvoiceContent) => new TextEncoder().encode(number),
    seller: aSeller(),
    now: new SettableClock('2026-11-21T10:06:00.000Z').now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const invoiced = async (name: string, changes: Partial<Payment>) => {
    const payment = aCompletedPayment({ id: paymentIdOf(name), ...changes });
    await payments.createOrGet(payment);
    return invoicePayment(deps, { paymentId: payment.id, requestId: 'r' });
  };
  const deposit = (minor = 36_000) =>
    invoiced('deposit', { kind: 'deposit', lines: undefined, ...euros(minor) });
  const final = ({ id: invoiceId, content }: Invoice, name = 'final') => {
    const { grossMinor } = content.totals;
    return invoiced(name, {
      lines,
      deposits: [{ invoiceId, grossMinor }],
      ...euros(120_000 - grossMinor),
    });
  };
  return { invoices, deposit, final };
}

describe('a deposit', () => {
  test('has an invoice of its own type and series, and VAT is due on it', async () => {
    const { content } = await setup().deposit();
    expect(content).toMatchObject({
      kind: 'deposit',
      number: 'AC-2026-000001',
      totals: { netMinor: 30_000, vatMinor: 6_000, grossMinor: 36_000, dueMinor: 0 },
    });
  });

  test('is subtracted by the final invoice, which names it and leaves nothing to pay', async () => {
    const { deposit, final, invoices } = setup();
    const paid = await deposit();
    const invoice = await final(paid);
    expect(invoice.content).toMatchObject({
      kind: 'invoice',
      number: 'FA-2026-000001',
      deposits: [{ number: 'AC-2026-000001', issueDate: '2026-11-21', vatMinor: 6_000 }],
      totals: { grossMinor: 120_000, paidMinor: 120_000, dueMinor: 0 },
    });
    expect(invoice.content.mentions.at(-1)).toContain('AC-2026-000001 du 21 novembre 2026');
    // What the mail confirms is the payment, not what was paid before.
    expect(amountPaid(invoice)).toEqual(money(84_000, 'EUR'));
    const settledBy = { invoiceId: invoice.id, number: 'FA-2026-000001' };
    expect((await invoices.find(paid.id))?.settledBy).toEqual(settledBy);
    // The months of both series together tell what was sold, once.
    const [ac, fa] = [await invoices.readSeries('AC-2026'), await invoices.readSeries('FA-2026')];
    const [first, rest] = [ac.sums!['11-EUR']!, fa.sums!['11-EUR']!];
    expect([first.gross + rest.gross, first.vat + rest.vat]).toEqual([
      120_000,
      invoice.content.totals.vatMinor,
    ]);
    expect(first.paid + rest.paid).toBe(120_000);
  });

  test('is subtracted once: money that was paid for it again is invoiced for what it is', async () => {
    const { deposit, final, invoices } = setup();
    const paid = await deposit();
    const first = await final(paid);
    const second = await final(paid, 'second');
    expect(second.content.deposits).toBeUndefined();
    expect(second.content.lines).toHaveLength(1);
    expect(second.content.totals).toMatchObject({ grossMinor: 84_000, dueMinor: 0 });
    expect((await invoices.find(paid.id))?.settledBy?.invoiceId).toBe(first.id);
  });
});

test('of two final payments at once one subtracts the deposit, and the other is invoiced when it is tried again', async () => {
  const { deposit, final, invoices } = setup();
  const paid = await deposit();
  const both = ['one', 'two'];
  const tried = await Promise.allSettled(both.map((name) => final(paid, name)));
  expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // At once: it does not race for numbers that it cannot get.
  const refused = tried.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason.message).toBe('a deposit was just subtracted');
  const issued = await Promise.all(both.map((name) => final(paid, name)));
  expect(issued.filter(({ content }) => content.deposits)).toHaveLength(1);
  expect(invoices.numbers.toSorted()).toEqual([
    'AC-2026-000001',
    'FA-2026-000001',
    'FA-2026-000002',
  ]);
});

describe('the deposits that a payment names', () => {
  const buyer = aCompletedPayment().buyer;
  const euro = { buyer, currency: 'EUR' } as const;

  test('are looked up, with what is left of them', async () => {
    const { deposit, invoices } = setup();
    const { id } = await deposit();
    expect(await useDeposits({ invoices }, [id], euro)).toEqual([
      { invoiceId: id, grossMinor: 36_000 },
    ]);
  });

  test.each([
    [
      'of another customer',
      { ...euro, buyer: { ...buyer, customerId: 'cus_other' } },
      'is unknown',
    ],
    ['in another currency', { ...euro, currency: 'XOF' as const }, 'is in EUR'],
  ])('are refused when one is %s', async (_, of, why) => {
    const { deposit, invoices } = setup();
    const { id } = await deposit();
    await expect(useDeposits({ invoices }, [id], of)).rejects.toThrow(why);
  });

  test('are refused when one is unknown, no deposit, or used up', async () => {
    const { deposit, final, invoices } = setup();
    const paid = await deposit();
    const { id } = await final(paid);
    const use = (invoiceId: string) => useDeposits({ invoices }, [invoiceId], euro);
    await expect(use('inv_unknown')).rejects.toThrow('deposits[0] is unknown');
    await expect(use(id)).rejects.toThrow('is no deposit');
    await expect(use(paid.id)).rejects.toThrow('was subtracted by FA-2026-000001');
  });
});
