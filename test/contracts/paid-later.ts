import { randomUUID } from 'node:crypto';
import type { DeclaredPeriod } from '#domain/e-reporting/declaration';
import type { PaidLaterStore } from '#domain/e-reporting/declare-sales';
import type { Invoice, InvoiceStore } from '#domain/invoices/invoice-store';
import { anInvoice } from '#test/invoices';
import { anEvent } from '#test/payments';

/** What reads invoices by the day of their payment promises; the table may be shared. */
export function describePaidLater(
  name: string,
  makeStores: () => Promise<{ invoices: InvoiceStore; paid: PaidLaterStore }>,
): void {
  test(`${name} finds invoices that were paid later by the day, across a new year, and no others`, async () => {
    const { invoices, paid } = await makeStores();
    const series = `FA-${randomUUID().slice(0, 8)}`;
    const number = (at: number) => `${series}-${String(at).padStart(6, '0')}`;
    // A turn of the year that no other test is about.
    const days = ['2098-12-30', '2098-12-31', '2099-01-01', '2099-01-02'];
    const ids: string[] = [];
    for (const [index, paidDate] of days.entries()) {
      const content = anInvoice({ number: number(index + 1), payment: undefined });
      const id = `inv_${randomUUID().replaceAll('-', '')}`;
      const period = {
        customerId: `cus_${randomUUID()}`,
        month: '2026-03',
        currency: 'EUR' as const,
      };
      const base = { id, period, content, status: 'issued' as const, requestId: 'request-1' };
      const invoice: Invoice = { ...base, createdAt: content.issuedAt };
      expect(await invoices.issue(invoice, await invoices.readSeries(series))).toBe('issued');
      const paidAt = `${paidDate}T10:00:00.000Z`;
      const paidBy = { ...anInvoice().payment!, id: `pay_${randomUUID()}`, paidAt, paidDate };
      const event = { ...anEvent(), id: `evt_${randomUUID()}` };
      expect(await invoices.markPaid(invoice, paidBy, event)).toBe('paid');
      ids.push(id);
    }
    const found = async (period: DeclaredPeriod) => {
      const all: string[] = [];
      for await (const { id, paidBy } of paid.paidLater(period))
        all.push(`${paidBy?.paidDate} ${id}`);
      return all;
    };
    expect(await found({ from: '2098-12-31', to: '2099-01-01' })).toEqual([
      `2098-12-31 ${ids[1]}`,
      `2099-01-01 ${ids[2]}`,
    ]);
    expect(await found({ from: '2098-11-01', to: '2098-11-30' })).toEqual([]);
  });
}
