import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { platformField } from '../platform/for-platform.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { chained } from './chain.ts';
import { composeCreditNote } from './compose-credit-note.ts';
import { sumOfCredit } from './credit-parts.ts';
import { auditOf, type InvoiceAct, type InvoiceActDeps } from './invoice-act.ts';
import { InvoiceActError, requireAwaited } from './invoice-errors.ts';
import type { Invoice } from './invoice-store.ts';
import { type IssueDeps, nextNumbers, storeDocument } from './issue-once.ts';
import { numberAfter } from './number-series.ts';
import { seriesRace } from './number-together.ts';

export type CancelDeps = Omit<InvoiceActDeps, 'standings'> & Omit<IssueDeps, 'seller'>;

/**
 * Cancels an unpaid invoice by a credit note over all that remains of it: the law forbids to delete
 * or to edit one (CGI art. 289, I-5). Number, content, the invoice's end and who did it are one
 * transaction, which a payment that arrives at the same moment makes fail; then come document and
 * event. An invoice that is cancelled already keeps its credit note, which is completed if need be.
 *
 * @returns the credit note that took off the rest.
 * @throws NotFoundError when there is no such invoice.
 * @throws InvoiceActError for a credit note, for a paid invoice (a refund issues its credit note), and
 * while a payment of it is being processed.
 * @throws InvoiceNotPayableError while it has no document.
 */
export async function cancelInvoice(
  deps: CancelDeps,
  act: InvoiceAct,
  reason?: string,
): Promise<Invoice> {
  const creditNote = await untilSaved({ ...seriesRace, pause: deps.pause }, async () => {
    const invoice = await deps.invoices.find(act.invoiceId);
    if (!invoice) throw new NotFoundError('invoice');
    const last = invoice.creditNotes?.at(-1);
    if (invoice.status === 'cancelled' && last) return (await deps.invoices.find(last.id))!;
    if (invoice.status === 'paid' && !invoice.credit) throw new InvoiceActError('invoice_paid');
    requireAwaited(invoice);
    if (await deps.processing(invoice.id)) throw new InvoiceActError('payment_processing');
    return takeNumber(deps, invoice, act, reason);
  });
  if (creditNote.document) return creditNote;
  return storeDocument(deps, creditNote, {
    type: 'credit_note.issued',
    requestId: act.by.requestId,
    data: {
      creditNoteId: creditNote.id,
      invoiceId: act.invoiceId,
      ...platformField(creditNote.content),
    },
  });
}

async function takeNumber(
  deps: CancelDeps,
  { id: invoiceId, content: invoice, creditNotes: credited = [], customerId, title }: Invoice,
  act: InvoiceAct,
  reason: string | undefined,
): Promise<Invoice | typeof overtaken> {
  const { series, issuedAt } = await nextNumbers(deps, 'AV', invoice.seller);
  const number = numberAfter(series);
  const grossMinor = invoice.totals.grossMinor - sumOfCredit(credited);
  const cause = { cancelled: true } as const;
  const order = { invoice, credited, grossMinor, cause, number, issuedAt };
  const { content, parts } = composeCreditNote(order);
  const unlinked: Invoice = {
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    ...(customerId && { customerId }),
    ...(title && { title }),
    credit: { invoiceId, cause, place: credited.length + 1, parts, isLast: true },
    status: 'issued',
    content,
    createdAt: issuedAt.toISOString(),
    requestId: act.by.requestId,
  };
  const [note] = chained([unlinked], series);
  const audit = auditOf(act, {
    action: 'invoice.cancelled',
    before: { number: invoice.number },
    after: { creditNote: number },
    reason,
  });
  const outcome = await deps.invoices.issueTogether([{ invoice: note!, audit }], series);
  return outcome === 'issued' ? note! : overtaken;
}
