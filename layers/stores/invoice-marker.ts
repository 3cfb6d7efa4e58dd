import type { CreditNote } from '#domain/invoices/invoice-store';
import { count, instant, text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import type { Item, Table } from './table.ts';

/** Marks that a payment, or a period, has its invoice. */
export type InvoiceMarker = { invoiceId: string; number: string };

export const invoiceMarkerFrom = stored<InvoiceMarker>({ invoiceId: text, number: text });

/** Marks that money of a payment which went back has its credit note. */
export const creditNoteFrom = stored<CreditNote>({
  id: text,
  number: text,
  issuedAt: instant,
  grossMinor: count,
});

/** The payment's credit notes, oldest first; a refund that repeats another one has the same. */
export const creditNotesAmong = (itemsOfPayment: readonly Item[]): CreditNote[] => {
  const notes = itemsOfPayment
    .filter(({ sk }) => String(sk).startsWith('CREDIT_NOTE#'))
    .map(creditNoteFrom);
  const byId = new Map(notes.map((note) => [note.id, note]));
  return [...byId.values()].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt));
};

/** A credit note without a stored document cannot be opened, so it is not shown. */
export async function openable<Note extends CreditNote>(
  table: Table,
  notes: readonly Note[],
): Promise<Note[]> {
  const documents = await Promise.all(notes.map(({ id }) => table.get(keys.invoiceDocument(id))));
  return notes.filter((_, index) => documents[index] !== undefined);
}
