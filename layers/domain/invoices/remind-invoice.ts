import { NotFoundError } from '../errors.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import {
  actRace,
  auditOf,
  entryOf,
  type InvoiceAct,
  type InvoiceActDeps,
  mailingEvent,
} from './invoice-act.ts';
import { InvoiceActError, requireAwaited } from './invoice-errors.ts';
import type { Invoice } from './invoice-store.ts';
import { newStanding } from './standing.ts';

/**
 * Asks the customer for the money now, because a person wants it. The steps of the schedule go on as
 * before.
 *
 * @throws NotFoundError when there is no such invoice.
 * @throws InvoiceActError for a credit note, and while a payment of it is being processed.
 * @throws InvoiceNotPayableError when nothing is due on it, or it has no document.
 */
export async function remindInvoice(deps: InvoiceActDeps, act: InvoiceAct): Promise<Invoice> {
  const { invoices, standings, processing, pause } = deps;
  return untilSaved({ ...actRace, pause }, async () => {
    const invoice = await invoices.find(act.invoiceId);
    if (!invoice) throw new NotFoundError('invoice');
    requireAwaited(invoice);
    if (await processing(invoice.id)) throw new InvoiceActError('payment_processing');
    const { reminders = [] } = invoice.standing ?? newStanding;
    const { name, entry } = entryOf(act, 'reminded', { afterDays: 0 });
    const event = mailingEvent(invoice, act.by, {
      type: 'invoice.reminded',
      data: { tone: reminders.length > 0 ? 'firm' : 'friendly' },
    });
    const outcome = await standings.save({
      invoice,
      set: { reminders: [...reminders, { at: entry.at, afterDays: 0 }] },
      entry: { name, entry, event },
      audit: auditOf(act, { action: 'invoice.reminded', before: null, after: null }),
    });
    return outcome === 'overtaken' ? overtaken : invoice;
  });
}
