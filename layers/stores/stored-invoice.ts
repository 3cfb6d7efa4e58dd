import type {
  CorrectedInvoice,
  InvoiceContent,
  InvoiceLine,
  InvoicePayment,
  InvoiceTotals,
  SubtractedDeposit,
  VatGroup,
} from '#domain/invoices/invoice';
import { invoiceStatuses } from '#domain/invoices/invoice-status';
import type {
  BilledPeriod,
  CountedCreditNote,
  Credit,
  CreditedPart,
  Invoice,
  InvoiceDocument,
} from '#domain/invoices/invoice-store';
import { creditCause } from './credit-cause.ts';
import {
  anyText,
  count,
  currency,
  day,
  hash,
  instant,
  listOf,
  mapWith,
  nullOr,
  oneOf,
  optional,
  text,
  whole,
} from './fields.ts';
import { unpackedText } from './packing/packed-text.ts';
import { CorruptRowError, stored } from './stored.ts';
import type { Item } from './table.ts';

const payment = mapWith<InvoicePayment>({ id: text, paidAt: instant, paidDate: day });

const totals = mapWith<InvoiceTotals>({
  netMinor: whole,
  vatMinor: whole,
  grossMinor: whole,
  paidMinor: whole,
  dueMinor: whole,
  vatGroups: listOf(mapWith<VatGroup>({ vatRate: count, netMinor: whole, vatMinor: whole })),
});

const content = mapWith<InvoiceContent>({
  kind: oneOf('invoice', 'credit_note', 'deposit'),
  number: text,
  corrects: optional(mapWith<CorrectedInvoice>({ number: text, issueDate: day })),
  deposits: optional(
    listOf(
      mapWith<SubtractedDeposit>({
        number: text,
        issueDate: day,
        netMinor: whole,
        vatMinor: whole,
        grossMinor: count,
      }),
    ),
  ),
  currency,
  issuedAt: instant,
  issueDate: day,
  supplyDate: day,
  dueDate: day,
  lines: listOf(mapWith<InvoiceLine>({ vatRate: count, netMinor: whole, grossMinor: whole })),
  totals,
  payment: optional(payment),
  mentions: listOf(text),
});

const parts = listOf(mapWith<CreditedPart>({ netMinor: whole, vatMinor: whole }));

/** A credit note, as stored beside its invoice. */
export const countedCreditNoteFrom = stored<CountedCreditNote>({
  id: text,
  number: text,
  issuedAt: instant,
  grossMinor: count,
  parts,
  vatInEuroMinor: optional(whole),
});

/** Its rows have their content packed; those of before are read as they are. */
export const packedForm = 2;

function unpackedContent(row: Item): Item {
  try {
    return { ...row, content: JSON.parse(unpackedText(row.content as Uint8Array)) };
  } catch {
    throw new CorruptRowError(row, ['content']);
  }
}

/** The invoice as issued; later facts are stored beside it. */
export const invoiceFrom = stored<Invoice>(
  {
    id: text,
    paymentId: optional(text),
    period: optional(mapWith<BilledPeriod>({ customerId: text, month: text, currency })),
    customerId: optional(text),
    account: optional(oneOf('made', 'inactive', 'member')),
    status: oneOf(...invoiceStatuses),
    credit: optional(
      mapWith<Credit>({
        invoiceId: text,
        paymentId: optional(text),
        cause: creditCause,
        place: count,
        parts,
      }),
    ),
    replaces: optional(text),
    settles: optional(listOf(text)),
    content,
    title: optional(anyText),
    createdAt: instant,
    requestId: text,
    sha256: optional(hash),
    previous: optional(nullOr(hash)),
  },
  { from: { [packedForm]: unpackedContent } },
);

export const documentFrom = stored<InvoiceDocument>({ key: text, sha256: hash, bytes: count });

/** The payment that came after the invoice was issued. */
export const paidFrom = stored<{ paidBy: InvoicePayment }>({ paidBy: payment });
