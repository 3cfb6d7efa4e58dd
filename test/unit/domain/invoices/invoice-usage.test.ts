import type { Period } from '#domain/billing-periods/period';
import { type InvoiceUsageDeps, invoiceUsage } from '#domain/invoices/invoice-usage';
import { money } from '#domain/money';
import { aBilledPeriod, aPeriodLine } from '#test/billed-periods';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { aCustomer } from '#test/customers';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aSeller } from '#test/sellers';

const request = { customerId: 'cus_diallo', month: '2026-11', requestId: 'request-close' };

function setup(period: Period | undefined = aBilledPeriod()) {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const documents = new MemoryDocuments();
  const clock = new SettableClock('2026-12-02T02:00:05.000Z');
  const deps: InvoiceUsageDeps = {
    invoices,
    documents,
    render: async ({ number }) => new TextEncoder().encode(number),
    seller: aSeller(),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
    periods: { find: async () => period },
    customers: { find: async (id) => aCustomer({ id }) },
    projects: { find: async () => ({ name: 'Site vitrine' }) },
  };
  return { deps, invoices, payments, documents, clock };
}

test('the amount due becomes one invoice in the common series, to be paid', async () => {
  const { deps, payments } = setup();
  const [invoice] = await invoiceUsage(deps, request);
  expect(invoice).toMatchObject({
    status: 'generated',
    customerId: 'cus_diallo',
    period: { customerId: 'cus_diallo', month: '2026-11', currency: 'EUR' },
    content: {
      number: 'FA-2026-000001',
      customer: { name: 'Comptoir Diallo' },
      lines: [{ quantity: 6, grossMinor: 60 }],
      totals: { grossMinor: 60, paidMinor: 0, dueMinor: 60 },
    },
  });
  expect([...payments.outbox.values()]).toMatchObject([
    { type: 'invoice.issued', requestId: 'request-close', data: { invoiceId: invoice!.id } },
  ]);
});

test('processed again, later or five times at once, it is the same invoice', async () => {
  const { deps, invoices, payments, clock } = setup();
  const [first] = await invoiceUsage(deps, request);
  clock.advance(86_400_000);
  const again = await Promise.all(Array.from({ length: 5 }, () => invoiceUsage(deps, request)));
  expect(again).toEqual(Array.from({ length: 5 }, () => [first]));
  expect(invoices.numbers).toEqual(['FA-2026-000001']);
  expect(payments.outbox.size).toBe(1);
});

test('five at once from the start use one number', async () => {
  const { deps, invoices } = setup();
  await Promise.all(Array.from({ length: 5 }, () => invoiceUsage(deps, request)));
  expect(invoices.numbers).toEqual(['FA-2026-000001']);
});

test('a run that died before the document is finished with the same number', async () => {
  const { deps, invoices } = setup();
  const render = () => Promise.reject(new Error('out of memory'));
  await expect(invoiceUsage({ ...deps, render }, request)).rejects.toThrow('out of memory');
  const [invoice] = await invoiceUsage(deps, request);
  expect(invoice).toMatchObject({ status: 'generated', content: { number: 'FA-2026-000001' } });
  expect(invoices.numbers).toHaveLength(1);
});

test('each currency has its own invoice, and nothing due has none', async () => {
  const lines = [aPeriodLine(), { ...aPeriodLine({ gb: 2 }), amount: money(130, 'XOF') }];
  const due = [money(60, 'EUR'), money(130, 'XOF')];
  const { deps, invoices } = setup(aBilledPeriod({ lines, due }));
  const issued = await invoiceUsage(deps, request);
  expect(issued.map(({ content }) => [content.currency, content.lines.length])).toEqual([
    ['EUR', 1],
    ['XOF', 1],
  ]);
  expect(invoices.numbers).toEqual(['FA-2026-000001', 'FA-2026-000002']);
  expect(await invoiceUsage(setup(aBilledPeriod({ due: [] })).deps, request)).toEqual([]);
});

test('a period that is not stored is a fault and is retried', async () => {
  const { deps } = setup();
  const lost = { ...deps, periods: { find: async () => undefined } };
  await expect(invoiceUsage(lost, request)).rejects.toThrow('a period that is not stored');
});
