import type { InvoiceContent } from '#domain/invoices/invoice';
import type { InvoiceAct, InvoiceActDeps } from '#domain/invoices/invoice-act';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { Shown } from '#domain/invoices/shown';
import { anAct } from '#test/audits';
import { noPause, seededBytes } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryStandingStore } from '#test/memory-standing-store';
import { anEvent } from '#test/payments';

const issuedAt = '2026-11-21T10:06:00.000Z';

export const original = { key: 'FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 };

/** An unpaid invoice of 468.00 €, due on 21 December, and what finance can do with it. */
export async function anIssuedInvoice(changes: Partial<InvoiceContent> = {}) {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const standings = new MemoryStandingStore(invoices);
  const documents = new MemoryDocuments();
  const { payment: _, ...unpaid } = anInvoice({ issuedAt, dueDate: '2026-12-21' });
  const totals = { ...unpaid.totals, paidMinor: 0, dueMinor: unpaid.totals.grossMinor };
  const content = { ...unpaid, totals, ...changes };
  const id = 'inv_1';
  const issued: Invoice = {
    id,
    period: { customerId: 'cus_diallo', month: '2026-11', currency: 'EUR' },
    customerId: 'cus_diallo',
    status: 'issued',
    content,
    createdAt: issuedAt,
    requestId: 'request-1',
  };
  await invoices.issue(issued, await invoices.readSeries('FA-2026'));
  await invoices.markGenerated(issued, original, anEvent());
  const isProcessing = { now: false };
  const deps: InvoiceActDeps & {
    documents: MemoryDocuments;
    render: (content: InvoiceContent, shown?: Shown) => Promise<Uint8Array>;
  } = {
    invoices,
    standings,
    documents,
    render: async ({ number }, shown = {}) =>
      new TextEncoder().encode(JSON.stringify({ number, ...shown })),
    processing: async () => (isProcessing.now ? 'pay_processing' : undefined),
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const act = (claim = 'claim-1', now = '2026-12-01T09:00:00.000Z'): InvoiceAct => ({
    invoiceId: id,
    by: anAct({ now: new Date(now) }),
    claim: { id: claim, requestHash: 'ab'.repeat(32), createdAt: now },
  });
  const stored = async () => (await invoices.find(id))!;
  const events = (type: 'invoice.resent' | 'invoice.reminded') =>
    [...invoices.outbox.values()].filter((event) => event.type === type);
  const all = { ...deps, invoices, now: () => new Date('2026-12-01T09:00:00.000Z') };
  return {
    deps,
    all,
    id,
    act,
    stored,
    events,
    invoices,
    standings,
    documents,
    isProcessing,
    payments,
  };
}
