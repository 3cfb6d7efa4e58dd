import type { Texts } from './texts.ts';

export const invoiceTexts: Texts = {
  InspectedInvoice: {
    self: 'An invoice as finance sees it. Amounts are in minor units of `currency`.',
    status:
      '`issued` until its document is stored, `generated`, `sent`, `overdue` from the day after it was due, `paid`, or `cancelled` once credit notes have taken off all of it.',
    payment: 'What paid it, before or after it was issued; null until then.',
    document: 'SHA-256 (hex) and size of the stored PDF, which never changes.',
    sentAt: 'When its first mail left.',
    firstOpenedAt: 'When somebody first opened its link.',
    overdueAt: 'When it was found unpaid after its due date.',
    history: 'Everything that happened to it, oldest first.',
  },
  InvoicedParty: { self: 'Whom an invoice was issued to. It never changes.' },
  CorrectInvoiceRequest: {
    self: 'Whom the invoice should have named, and why.',
    reason: 'Kept in the audit trail; not printed.',
  },
  CorrectedCustomer: { self: 'Absent fields stay as they are, null removes one.' },
  CorrectedInvoice: {
    self: 'What an invoice was corrected by.',
    creditNote: 'Over all of the old invoice.',
    invoice: 'Replaces the old one. Its document is stored seconds later.',
  },
  ResendInvoiceRequest: { self: 'Without `email`, the copy goes to the customer’s own address.' },
  RegeneratedInvoice: {
    self: 'What drawing a document again came to.',
    outcome:
      '`unchanged`: the stored file is the one that was issued; `restored`: it was missing or changed, and is stored again; `kept`: it is the one that was issued, but would be drawn differently today.',
    sha256: 'Of the stored PDF (hex), as on the day of issue.',
    reason: 'Why the original was kept; null otherwise.',
  },
  SetInvoiceStatusRequest: {
    self: '`paid` needs `method` and `proof`: the transfer, the receipt or the cheque.',
  },
  ActOnInvoicesRequest: { self: '`resend` mails copies, `remind` reminders.' },
  InvoiceActRows: { self: 'One row for each invoice, in the order of the request.' },
  InvoiceActRow: {
    self: 'What became of one invoice.',
    code: 'Why it was refused, as in a problem; null when it was done.',
  },
  InvoiceHistoryEntry: {
    self: 'Something that happened to an invoice.',
    by: '`person:<id>` or `schedule:<name>`; null for what happened by itself.',
    about: 'The payment, credit note or other invoice that it is about.',
    afterDays: 'Of a reminder: its step, in days after the due date; 0 when a person asked for it.',
    to: 'Of a copy: the address that it was sent to, if it is not the customer’s.',
    note: 'The reason or proof that a person gave.',
  },
};
