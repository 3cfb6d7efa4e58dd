import { actorOf } from '../access/caller.ts';
import { dayAt } from '../calendar/day.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { paidByHandEntry } from '../ledger/ledger-entry.ts';
import { money } from '../money.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type CancelDeps, cancelInvoice } from './cancel-invoice.ts';
import { actRace, auditOf, entryOf, type InvoiceAct, type InvoiceActDeps } from './invoice-act.ts';
import { InvoiceActError, InvoiceStatusError } from './invoice-errors.ts';
import { waysFrom } from './invoice-status.ts';
import type { Invoice, InvoiceStore } from './invoice-store.ts';

export type StatusDeps = CancelDeps & InvoiceActDeps & { invoices: InvoiceStore };

export type StatusWish =
  | { status: 'sent' | 'overdue' | 'cancelled'; reason?: string }
  /** Paid past the providers: a transfer, cash, a cheque. */
  | { status: 'paid'; method: 'transfer' | 'cash' | 'cheque'; proof: string };

/**
 * Sets an invoice's status along the allowed ways (`waysFrom`). Setting what it is already changes
 * nothing, so the request may be repeated.
 *
 * @throws NotFoundError when there is no such invoice.
 * @throws InvoiceStatusError when no way leads there.
 * @throws InvoiceActError for a credit note, and before it is overdue.
 */
export async function setInvoiceStatus(
  deps: StatusDeps,
  act: InvoiceAct,
  wish: StatusWish,
): Promise<void> {
  await untilSaved({ ...actRace, pause: deps.pause }, async () => {
    const invoice = await deps.invoices.find(act.invoiceId);
    if (!invoice) throw new NotFoundError('invoice');
    if (invoice.credit) throw new InvoiceActError('credit_note_final');
    if (invoice.status === wish.status) return undefined;
    if (wish.status === 'cancelled') return void (await cancelInvoice(deps, act, wish.reason));
    if (!waysFrom[invoice.status].includes(wish.status))
      throw new InvoiceStatusError(invoice.status, wish.status);
    return (await move(deps, invoice, act, wish)) === 'overtaken' ? overtaken : undefined;
  });
}

type Move = Exclude<StatusWish, { status: 'cancelled' }> | { status: 'sent' | 'overdue' };

async function move(
  deps: StatusDeps,
  invoice: Invoice,
  act: InvoiceAct,
  wish: Move & { reason?: string },
): Promise<'moved' | 'overtaken'> {
  if (wish.status === 'paid') return payByHand(deps, invoice, act, wish as PaidByHand);
  const { content } = invoice;
  const isDue = dayAt(act.by.now, content.seller.timeZone) > content.dueDate;
  if (wish.status === 'overdue' && !isDue) throw new InvoiceActError('invoice_not_due_yet');
  const at = act.claim.createdAt;
  const outcome = await deps.standings.save({
    invoice,
    set: wish.status === 'sent' ? { sentAt: at } : { overdueAt: at },
    entry: entryOf(act, 'status_set', { note: wish.reason }),
    audit: auditOf(act, {
      action: 'invoice.status_set',
      before: { status: invoice.status },
      after: { status: wish.status },
      reason: wish.reason,
    }),
  });
  return outcome === 'overtaken' ? 'overtaken' : 'moved';
}

type PaidByHand = Extract<StatusWish, { status: 'paid' }>;

/** The shop's own bank has the money: the ledger says so, as of a refund that was made by hand. */
async function payByHand(
  { invoices, randomBytes }: StatusDeps,
  invoice: Invoice,
  act: InvoiceAct,
  { method, proof }: PaidByHand,
): Promise<'moved' | 'overtaken'> {
  const { now, requestId } = act.by;
  const { seller, totals, currency } = invoice.content;
  const paidAt = now.toISOString();
  const paidBy = {
    id: newId('pay', now, randomBytes(10)),
    method,
    provider: 'by_hand',
    paidAt,
    paidDate: dayAt(now, seller.timeZone),
    proof,
    by: actorOf(act.by.caller),
  };
  const event = {
    id: newId('evt', now, randomBytes(10)),
    type: 'invoice.paid' as const,
    occurredAt: paidAt,
    requestId,
    data: { invoiceId: invoice.id, paymentId: paidBy.id },
  };
  const outcome = await invoices.markPaid(invoice, paidBy, event, {
    ledgerEntry: paidByHandEntry(paidBy.id, money(totals.dueMinor, currency), paidAt),
    audit: auditOf(act, {
      action: 'invoice.status_set',
      before: { status: invoice.status },
      after: { status: 'paid', method, proof, paymentId: paidBy.id },
    }),
  });
  return outcome === 'paid' ? 'moved' : 'overtaken';
}
