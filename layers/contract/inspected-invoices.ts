import * as z from 'zod/mini';
import { historyOf } from '#domain/invoices/history';
import { type HistoryEntry, historyKinds } from '#domain/invoices/history-entry';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import type { CreditNoteLink } from './credit-notes.ts';
import { invoiceView, viewInvoice } from './invoices.ts';
import * as part from './parts.ts';

const moment = z.nullable(part.timestamp);

/** Something that happened to an invoice, or that somebody did to it. */
export const historyEntry = z.object({
  at: part.timestamp,
  kind: z.enum(historyKinds),
  /** `person:<id>` or `schedule:<name>`; null for what happened by itself. */
  by: z.nullable(z.string()),
  /** A payment, a credit note or another invoice. */
  about: z.nullable(z.string()),
  afterDays: z.nullable(z.int()),
  to: z.nullable(z.string()),
  note: z.nullable(z.string()),
});

const { paymentMethods: _, ...shown } = invoiceView.shape;

/** Whom an invoice was issued to, as it was frozen. */
export const invoicedParty = z.object({
  kind: z.enum(['person', 'company']),
  name: z.string(),
  email: z.string(),
  phone: z.nullable(z.string()),
  address: z.nullable(part.address),
  siren: z.nullable(z.string()),
  vatNumber: z.nullable(z.string()),
});

/** An invoice as finance sees it: with its buyer, its document and its history. */
export const inspectedInvoice = z.object({
  ...shown,
  issuedAt: part.timestamp,
  net: z.int(),
  vat: z.int(),
  customer: invoicedParty,
  payment: z.nullable(
    z.object({ method: z.string(), provider: z.string(), paidAt: part.timestamp }),
  ),
  document: z.nullable(z.object({ sha256: z.string(), bytes: z.int() })),
  sentAt: moment,
  firstOpenedAt: moment,
  overdueAt: moment,
  history: z.array(historyEntry),
});

export function viewInspected(
  invoice: Invoice,
  urlOf: (id: string) => string,
): z.infer<typeof inspectedInvoice> {
  const { content, document, standing } = invoice;
  const { customer, totals, issuedAt } = content;
  const creditNotes: CreditNoteLink[] = (invoice.creditNotes ?? []).map((note) => ({
    ...note,
    url: urlOf(note.id),
  }));
  const { paymentMethods: _, ...view } = viewInvoice(invoice, {
    paymentMethods: [],
    pdfUrl: urlOf(invoice.id),
    creditNotes,
    showsCustomer: true,
  });
  const payment = paymentOf(invoice);
  return {
    ...view,
    issuedAt,
    net: totals.netMinor,
    vat: totals.vatMinor,
    customer: {
      kind: customer.kind,
      name: customer.name,
      email: customer.email,
      phone: customer.phone ?? null,
      address: customer.address ?? null,
      siren: customer.siren ?? null,
      vatNumber: customer.vatNumber ?? null,
    },
    payment: payment
      ? { method: payment.method, provider: payment.provider, paidAt: payment.paidAt }
      : null,
    document: document ? { sha256: document.sha256, bytes: document.bytes } : null,
    sentAt: standing?.sentAt ?? null,
    firstOpenedAt: standing?.firstOpenedAt ?? null,
    overdueAt: standing?.overdueAt ?? null,
    history: historyOf(invoice).map(viewEntry),
  };
}

const viewEntry = (entry: HistoryEntry): z.infer<typeof historyEntry> => ({
  at: entry.at,
  kind: entry.kind,
  by: entry.by ?? null,
  about: entry.about ?? null,
  afterDays: entry.afterDays ?? null,
  to: entry.to ?? null,
  note: entry.note ?? null,
});
