import * as z from 'zod/mini';
import { sumOfCredit } from '#domain/invoices/credit-parts';
import type { CreditNote } from '#domain/invoices/invoice-store';
import * as part from './parts.ts';

/** A credit note of an invoice; its amount is positive, and was given back. */
export const creditNote = z.object({
  id: z.string(),
  number: z.string(),
  issuedAt: part.timestamp,
  amount: z.int(),
  url: z.url(),
});

/** What an invoice's credit notes have taken off it. */
export const credited = {
  creditNotes: z.array(creditNote),
  amountCredited: z.int(),
  /** The invoice's amount less what was credited. */
  amountRemaining: z.int(),
};

/** A credit note with the link to its document. */
export type CreditNoteLink = CreditNote & { url: string };

export function viewCredited(notes: readonly CreditNoteLink[], amountMinor: number) {
  const amountCredited = sumOfCredit(notes);
  return {
    creditNotes: notes.map(({ id, number, issuedAt, grossMinor, url }) => ({
      id,
      number,
      issuedAt,
      amount: grossMinor,
      url,
    })),
    amountCredited,
    amountRemaining: amountMinor - amountCredited,
  };
}
