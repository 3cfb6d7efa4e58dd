import { createHash } from 'node:crypto';
import { InvoiceNotPayableError, NotFoundError } from '../errors.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { InvoiceContent } from './invoice.ts';
import { actRace, auditOf, entryOf, type InvoiceAct, type InvoiceActDeps } from './invoice-act.ts';
import { InvoiceActError } from './invoice-errors.ts';
import type { DocumentStore, Invoice, InvoiceDocument } from './invoice-store.ts';
import { type PayLink, shownOn } from './issue-once.ts';
import type { Shown } from './shown.ts';

export type RegenerateDeps = Pick<
  InvoiceActDeps,
  'invoices' | 'standings' | 'randomBytes' | 'pause'
> &
  PayLink & {
    documents: DocumentStore & {
      /** Undefined when there is none. */
      find(document: InvoiceDocument): Promise<Uint8Array | undefined>;
    };
    render: (content: InvoiceContent, shown?: Shown) => Promise<Uint8Array>;
  };

/** What drawing it again came to. */
export type Regenerated = {
  /**
   * `unchanged`: the stored file is the one that was issued, and is drawn the same today;
   * `restored`: it was missing or changed, and is stored again; `kept`: it is the one that was
   * issued, and would be drawn differently today.
   */
  outcome: 'unchanged' | 'restored' | 'kept';
  /** Hex, of the stored file: the one of the day of issue, always. */
  sha256: string;
};

/**
 * Draws the document of an invoice or a credit note again, from its frozen content. The file that
 * was issued is the original that the law wants kept (CGI art. 289 VII; LPF art. L102 B), so only
 * the very same bytes are ever stored in its place.
 *
 * @throws NotFoundError when there is no such invoice.
 * @throws InvoiceNotPayableError while it has no document: its job is still to draw it.
 * @throws InvoiceActError `document_differs` when the file is lost or changed, and is drawn
 * differently today; nothing is written.
 */
export async function regenerateInvoice(
  deps: RegenerateDeps,
  act: InvoiceAct,
): Promise<Regenerated> {
  const { documents, render } = deps;
  const invoice = await deps.invoices.find(act.invoiceId);
  if (!invoice) throw new NotFoundError('invoice');
  const { document } = invoice;
  if (!document) throw new InvoiceNotPayableError('invoice_not_ready');
  const { sha256 } = document;
  const bytes = await render(invoice.content, await shownOn(deps, invoice));
  const file = await documents.find(document);
  const isDrawnAlike = hashOf(bytes) === sha256;
  if (file && hashOf(file) === sha256)
    return { outcome: isDrawnAlike ? 'unchanged' : 'kept', sha256 };
  if (!isDrawnAlike) throw new InvoiceActError('document_differs');
  // Noted first: a run that crashes between the two is repeated, and stores the file then.
  await note(deps, act);
  await documents.put(document, bytes);
  return { outcome: 'restored', sha256 };
}

function note({ invoices, standings, pause }: RegenerateDeps, act: InvoiceAct): Promise<Invoice> {
  return untilSaved({ ...actRace, pause }, async () => {
    const invoice = (await invoices.find(act.invoiceId))!;
    const entry = entryOf(act, 'regenerated');
    const audit = auditOf(act, { action: 'invoice.regenerated', before: null, after: null });
    const outcome = await standings.save({ invoice, entry, audit });
    return outcome === 'overtaken' ? overtaken : invoice;
  });
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
