import { DomainError, InvoiceNotPayableError } from '../errors.ts';
import { type InvoiceStatus, waysFrom } from './invoice-status.ts';
import type { Invoice } from './invoice-store.ts';

const reasons = {
  credit_note_final: 'A credit note is final: it is not paid, reminded of, cancelled or corrected.',
  invoice_not_due_yet: 'This invoice is not overdue before the day after it is due.',
  payment_processing:
    'A payment of this invoice is being processed. Wait until it has succeeded or failed.',
  document_differs:
    'The stored file is missing or is not the one that was issued, and drawing it again gives another one: the look, the pay link or the program has changed since. Restore the first version of the file in the bucket; the runbook says how.',
  invoice_paid:
    'This invoice has been paid. Refund its payment: the refund issues the credit note.',
  invoice_corrected:
    'This invoice has been corrected otherwise before. Correct the one that replaced it.',
  invoice_refunded:
    'Money of this invoice went back: one that replaces it would state more than remains of it.',
  invoice_with_deposit: 'Deposits, and what they are subtracted from, are corrected by refunds.',
} as const;

/** What was asked of an invoice is not possible now, or not at all. */
export class InvoiceActError extends DomainError {
  readonly code: keyof typeof reasons;

  constructor(code: InvoiceActError['code']) {
    super(reasons[code]);
    this.code = code;
  }
}

/** No allowed way leads from an invoice's status to the one that was asked for. */
export class InvoiceStatusError extends DomainError {
  readonly code = 'invoice_status_not_allowed';

  constructor(from: InvoiceStatus, to: InvoiceStatus) {
    const ways = waysFrom[from];
    super(
      `An invoice that is ${from} cannot become ${to}; it can become ${ways.join(', ') || 'nothing else'}.`,
    );
  }
}

/**
 * @throws InvoiceActError for a credit note.
 * @throws InvoiceNotPayableError for an invoice that nothing is due on, or that nobody can read yet.
 */
export function requireAwaited({ status, credit }: Invoice): void {
  if (credit) throw new InvoiceActError('credit_note_final');
  switch (status) {
    case 'issued':
      throw new InvoiceNotPayableError('invoice_not_ready');
    case 'paid':
      throw new InvoiceNotPayableError('invoice_already_paid');
    case 'cancelled':
      throw new InvoiceNotPayableError('invoice_cancelled');
    case 'generated':
    case 'sent':
    case 'overdue':
      return;
  }
}
