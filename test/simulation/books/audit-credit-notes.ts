import { takenAmount } from '#domain/payments/payment';
import type { Books, StoredCreditNote, StoredInvoice, StoredPayment, Violation } from './books.ts';

/**
 * Every refund of an invoiced payment has its credit note, together they are of what went back, and
 * in no VAT group they exceed the invoice.
 */
export function auditCreditNotes({ stored, invoices, creditNotes }: Books): Violation[] {
  const notesOf = Map.groupBy(creditNotes, ({ paymentId }) => paymentId);
  const invoiceOf = new Map(invoices.map((invoice) => [invoice.paymentId, invoice]));
  return stored.flatMap((one) => {
    const { id } = one.payment;
    const notes = notesOf.get(id) ?? [];
    const wrong = [
      ...refundsWithout(one),
      ...sumsThatDiffer(one, notes),
      ...groupsExceeded(notes, invoiceOf.get(id)),
      ...notesNotShown(one, notes),
    ];
    return wrong.map((what) => ({ paymentId: id, what }));
  });
}

const isInvoiced = ({ payment }: StoredPayment): boolean => payment.status === 'completed';

function refundsWithout(one: StoredPayment): string[] {
  if (!isInvoiced(one)) return [];
  return one.refunds
    .filter(({ id, status }) => status === 'succeeded' && !one.credited.includes(id))
    .map(({ id }) => `${id} has no credit note`);
}

/** A refund that came back keeps its credit note, so there may be more than went back. */
function sumsThatDiffer(one: StoredPayment, notes: readonly StoredCreditNote[]): string[] {
  const { payment, refunds, credited } = one;
  const sum = notes.reduce((all, { minor }) => all + minor, 0);
  const lost = payment.dispute === 'lost' ? (payment.amountDisputed?.minor ?? 0) : 0;
  const all = payment.amountRefunded.minor + lost;
  const due = isInvoiced(one) ? Math.min(all, takenAmount(payment).minor) : 0;
  const cameBack = refunds.some(({ id, status }) => status === 'failed' && credited.includes(id));
  return sum === due || (cameBack && sum > due) ? [] : [`is credited ${sum}, and ${due} went back`];
}

function groupsExceeded(
  notes: readonly StoredCreditNote[],
  invoice: StoredInvoice | undefined,
): string[] {
  if (!invoice) return notes.map(({ number }) => `has ${number} without an invoice`);
  return invoice.vatGroups.flatMap((group, index) =>
    (['netMinor', 'vatMinor'] as const)
      .map((part) => notes.reduce((sum, { parts }) => sum + parts[index]![part], 0) - group[part])
      .filter((excess) => excess > 0)
      .map((excess) => `is credited ${excess} too much at ${group.vatRate}`),
  );
}

function notesNotShown(
  { creditNotesShown = [] }: StoredPayment,
  notes: readonly StoredCreditNote[],
): string[] {
  const numbers = notes.map(({ number }) => number).sort();
  return String(numbers) === String([...creditNotesShown].sort())
    ? []
    : [`has credit notes ${numbers}, and shows ${creditNotesShown}`];
}
