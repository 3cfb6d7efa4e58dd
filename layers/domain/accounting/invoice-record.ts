import type { Day } from '../calendar/day.ts';
import type { InvoiceContent } from '../invoices/invoice.ts';
import { type Invoice, paymentOf } from '../invoices/invoice-store.ts';

/** A document as a line of the list of invoices. Amounts are minor units of its currency. */
export type InvoiceRecord = {
  number: string;
  kind: InvoiceContent['kind'];
  status: Invoice['status'];
  issueDate: Day;
  dueDate: Day;
  customer: { name: string; email: string; siren?: string; vatNumber?: string; country?: string };
  currency: InvoiceContent['currency'];
  netMinor: number;
  /** By rate in basis points. */
  vat: { vatRate: number; netMinor: number; vatMinor: number }[];
  grossMinor: number;
  paidMinor: number;
  creditedMinor: number;
  remainingMinor: number;
  paymentId?: string;
  /** Of a credit note, the number of its invoice. */
  corrects?: string;
};

/** Of a credit note amounts are below zero, so that a column can be added up. */
export function invoiceRecord(invoice: Invoice): InvoiceRecord {
  const { content, credit, paidBy, creditNotes = [] } = invoice;
  const { customer, totals, corrects } = content;
  const { siren, vatNumber, address } = customer;
  const sign = content.kind === 'credit_note' ? -1 : 1;
  const paidMinor = sign * (totals.paidMinor + (paidBy ? totals.dueMinor : 0));
  const creditedMinor = creditNotes.reduce((sum, note) => sum + note.grossMinor, 0);
  return {
    number: content.number,
    kind: content.kind,
    status: invoice.status,
    issueDate: content.issueDate as Day,
    dueDate: content.dueDate as Day,
    customer: {
      name: customer.name,
      email: customer.email,
      siren,
      vatNumber,
      country: address?.country,
    },
    currency: content.currency,
    netMinor: sign * totals.netMinor,
    vat: totals.vatGroups.map(({ vatRate, netMinor, vatMinor }) => ({
      vatRate,
      netMinor: sign * netMinor,
      vatMinor: sign * vatMinor,
    })),
    grossMinor: sign * totals.grossMinor,
    paidMinor,
    creditedMinor,
    // What was credited after it was paid has gone back: nobody owes it.
    remainingMinor: credit ? 0 : Math.max(0, totals.grossMinor - paidMinor - creditedMinor),
    paymentId: credit?.paymentId ?? paymentOf(invoice)?.id,
    ...(corrects && { corrects: corrects.number }),
  };
}
