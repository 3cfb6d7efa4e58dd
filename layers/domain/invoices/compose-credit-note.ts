import { dayAt } from '../calendar/day.ts';
import { writtenDate } from '../calendar/written.ts';
import { decimalsOf, type Locale } from '../money.ts';
import { francsPerEuro, vatInEuro } from './compose-invoice.ts';
import { creditParts, grossOfPart } from './credit-parts.ts';
import type { InvoiceContent, InvoiceLine, VatGroup, VatInEuro } from './invoice.ts';
import type { CountedCreditNote, CreditCause, CreditedPart } from './invoice-store.ts';
import type { Tax } from './line.ts';
import { mentionsFor } from './mentions.ts';
import { suppliesOf } from './supplies.ts';
import { unitPrice } from './unit-price.ts';
import { keyOfTax } from './vat.ts';

export type CreditOrder = {
  /** The invoice that is corrected, as it was frozen. */
  invoice: InvoiceContent;
  /** Its earlier credit notes. */
  credited: readonly CountedCreditNote[];
  /** What is given back, with VAT: from 1 to what is left of the invoice. */
  grossMinor: number;
  cause: CreditCause;
  number: string;
  issuedAt: Date;
};

/**
 * Composes the content of a credit note, and says what it takes off each VAT group. Pure, as
 * `composeInvoice` is.
 *
 * Seller, customer, rates and reasons are those of the invoice, whatever they are today. One over
 * everything repeats the invoice's lines; any other has one line for each VAT group.
 */
export function composeCreditNote(order: CreditOrder): {
  content: InvoiceContent;
  parts: CreditedPart[];
} {
  const { invoice, credited, grossMinor, number, issuedAt } = order;
  const parts = creditParts(
    invoice.totals.vatGroups,
    credited.map((note) => note.parts),
    grossMinor,
  );
  const { seller, customer, currency, locale, supplyDate, period } = invoice;
  const issueDate = dayAt(issuedAt, seller.timeZone);
  const vatGroups = isOverAll(order) ? invoice.totals.vatGroups : groupsOf(invoice, parts);
  const vatMinor = vatGroups.reduce((sum, group) => sum + group.vatMinor, 0);
  const lines = isOverAll(order) ? invoice.lines : linesOf(order, vatGroups);
  const content: InvoiceContent = {
    kind: 'credit_note',
    number,
    corrects: { number: invoice.number, issueDate: invoice.issueDate },
    ...('cancelled' in order.cause && { cancels: true as const }),
    locale,
    currency,
    issuedAt: issuedAt.toISOString(),
    issueDate,
    supplyDate,
    ...(period && { period }),
    dueDate: issueDate,
    seller,
    customer,
    lines,
    ...(isOverAll(order) && invoice.allowances && { allowances: invoice.allowances }),
    totals: {
      netMinor: grossMinor - vatMinor,
      vatMinor,
      grossMinor,
      // The money went back before, or is no longer owed.
      paidMinor: grossMinor,
      dueMinor: 0,
      vatGroups,
    },
    vatInEuro: euroVat(order, vatMinor),
    mentions: mentionsFor({
      seller,
      customer,
      lines,
      exemptions: vatGroups.flatMap(({ exemption }) => exemption ?? []),
      issueDate,
      locale,
    }),
  };
  return { content, parts };
}

const isOverAll = ({ invoice, credited, grossMinor }: CreditOrder): boolean =>
  credited.length === 0 && grossMinor === invoice.totals.grossMinor;

/** Groups of which nothing is credited are left out. */
const groupsOf = ({ totals }: InvoiceContent, parts: readonly CreditedPart[]): VatGroup[] =>
  totals.vatGroups
    .map((group, index) => ({ ...group, ...parts[index]! }))
    .filter((group) => grossOfPart(group) !== 0);

function linesOf({ invoice, cause }: CreditOrder, groups: readonly VatGroup[]): InvoiceLine[] {
  const { number, issueDate, locale, currency } = invoice;
  const words = wordsIn[locale];
  const written = writtenDate(issueDate, locale);
  const description = words[whyOf(cause)](number, written);
  return groups.map(({ vatRate, exemption, netMinor, vatMinor }) => {
    const quantity = netMinor < 0 ? -1 : 1;
    return {
      description,
      quantity,
      ...unitPrice(netMinor, quantity, decimalsOf(currency)),
      vatRate,
      ...(exemption && { exemption }),
      ...suppliesOfGroup(invoice, { vatRate, exemption }),
      netMinor,
      grossMinor: netMinor + vatMinor,
    };
  });
}

/** The kind of what was sold in a group, if it is one; otherwise the seller's own stands for it. */
function suppliesOfGroup(
  { lines, seller }: InvoiceContent,
  group: Tax,
): Pick<InvoiceLine, 'supplies'> {
  const sold = lines.filter((line) => keyOfTax(line) === keyOfTax(group));
  const kind = suppliesOf({ lines: sold, seller });
  return kind === 'both' || kind === seller.supplies ? {} : { supplies: kind };
}

/** What the credit notes have reached together, less the earlier ones: roundings do not add up. */
function euroVat({ invoice, credited }: CreditOrder, vatMinor: number): VatInEuro | undefined {
  const parts = credited.flatMap((note) => note.parts);
  const reached = parts.reduce((sum, part) => sum + part.vatMinor, vatMinor);
  const all = vatInEuro(reached, invoice.currency)?.vatMinor ?? 0;
  const before = credited.reduce((sum, { vatInEuroMinor = 0 }) => sum + vatInEuroMinor, 0);
  if (invoice.currency === 'EUR' || (vatMinor === 0 && all === before)) return undefined;
  return { vatMinor: all - before, rate: invoice.vatInEuro?.rate ?? francsPerEuro.rate };
}

function whyOf(cause: CreditCause): 'refunded' | 'disputed' | 'cancelled' {
  if ('cancelled' in cause || 'replacedBy' in cause) return 'cancelled';
  return 'refundId' in cause ? 'refunded' : 'disputed';
}

const french = {
  cancelled: (number: string, date: string) => `Annulation de la facture ${number} du ${date}`,
  refunded: (number: string, date: string) =>
    `Remboursement partiel de la facture ${number} du ${date}`,
  disputed: (number: string, date: string) =>
    `Paiement contesté\u00a0: part rendue de la facture ${number} du ${date}`,
};

const english: typeof french = {
  cancelled: (number, date) => `Cancellation of invoice ${number} of ${date}`,
  refunded: (number, date) => `Partial refund of invoice ${number} of ${date}`,
  disputed: (number, date) => `Disputed payment: part given back of invoice ${number} of ${date}`,
};

const wordsIn: Record<Locale, typeof french> = { fr: french, en: english };
