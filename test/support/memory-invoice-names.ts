import {
  type BilledPeriod,
  type CountedCreditNote,
  type CreditCause,
  type CreditNote,
  type Invoice,
  nameOfCause,
} from '#domain/invoices/invoice-store';

export const creditKey = (paymentId: string, cause: CreditCause): string =>
  `${paymentId}#${nameOfCause(cause)}`;

export const creditNoteOf = ({ id, content }: Invoice): CreditNote => ({
  id,
  number: content.number,
  issuedAt: content.issuedAt,
  grossMinor: content.totals.grossMinor,
});

export const countedNote = (creditNote: Invoice): CountedCreditNote => ({
  ...creditNoteOf(creditNote),
  parts: structuredClone(creditNote.credit!.parts),
  ...(creditNote.content.vatInEuro && {
    vatInEuroMinor: creditNote.content.vatInEuro.vatMinor,
  }),
});

export const nameOf = ({ customerId, month, currency }: BilledPeriod): string =>
  [customerId, month, currency].join('#');
