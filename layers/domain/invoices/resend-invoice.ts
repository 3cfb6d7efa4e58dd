import { createHash } from 'node:crypto';
import { InvoiceNotPayableError, NotFoundError } from '../errors.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { InvoiceContent } from './invoice.ts';
import {
  actRace,
  auditOf,
  entryOf,
  type InvoiceAct,
  type InvoiceActDeps,
  mailingEvent,
} from './invoice-act.ts';
import type { DocumentStore, Invoice, InvoiceDocument } from './invoice-store.ts';
import type { Shown } from './shown.ts';

export type ResendDeps = InvoiceActDeps & {
  documents: DocumentStore;
  render: (content: InvoiceContent, shown?: Shown) => Promise<Uint8Array>;
};

/**
 * Mails an invoice or a credit note again, as a copy that says so: a second original would be a
 * second claim (BOI-TVA-DECLA-30-20-20-10). The stored original is never touched; the copy is drawn
 * from the same frozen content, stamped, and kept beside it.
 *
 * @param to another address than the customer's own.
 * @throws NotFoundError when there is no such invoice.
 * @throws InvoiceNotPayableError while it has no document.
 */
export async function resendInvoice(
  deps: ResendDeps,
  act: InvoiceAct,
  to?: string,
): Promise<Invoice> {
  const { invoices, standings, pause } = deps;
  let copy: InvoiceDocument | undefined;
  return untilSaved({ ...actRace, pause }, async () => {
    const invoice = await invoices.find(act.invoiceId);
    if (!invoice) throw new NotFoundError('invoice');
    if (!invoice.document) throw new InvoiceNotPayableError('invoice_not_ready');
    copy ??= await drawCopy(deps, invoice, act);
    const { name, entry } = entryOf(act, 'resent', { ...(to !== undefined && { to }), copy });
    const event = mailingEvent(invoice, act.by, {
      type: 'invoice.resent',
      data: { entryAt: entry.at },
    });
    const audit = auditOf(act, { action: 'invoice.resent', before: null, after: null });
    const outcome = await standings.save({ invoice, entry: { name, entry, event }, audit });
    return outcome === 'overtaken' ? overtaken : invoice;
  });
}

async function drawCopy(
  { documents, render }: ResendDeps,
  { content }: Invoice,
  { claim }: InvoiceAct,
): Promise<InvoiceDocument> {
  const bytes = await render(content, { stamp: 'duplicata' });
  const folder = `invoices/${content.issueDate.slice(0, 4)}/copies`;
  const copy = {
    key: `${folder}/${content.number}-${claim.id.slice(0, 16)}.pdf`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.byteLength,
  };
  await documents.put(copy, bytes);
  return copy;
}
