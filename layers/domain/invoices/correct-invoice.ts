import { InvalidRequestError, InvoiceNotPayableError, NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { platformField } from '../platform/for-platform.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { CancelDeps } from './cancel-invoice.ts';
import { canonical, chained } from './chain.ts';
import { composeCreditNote } from './compose-credit-note.ts';
import { composeReplacement } from './compose-replacement.ts';
import { correctedParty, type PartyChange } from './correct-party.ts';
import { brokenRules } from './e-invoice/check-content.ts';
import type { InvoiceContent, InvoiceParty } from './invoice.ts';
import { auditOf, type InvoiceAct } from './invoice-act.ts';
import { InvoiceActError } from './invoice-errors.ts';
import { type Invoice, paymentOf } from './invoice-store.ts';
import { nextNumbers, storeDocument } from './issue-once.ts';
import { numberAfter } from './number-series.ts';
import { seriesRace, toBeRendered } from './number-together.ts';

export type Correction = { customer: PartyChange; reason: string };

/** The credit note that cancels an invoice, and the invoice that replaces it. */
export type Corrected = { creditNote: Invoice; invoice: Invoice };

/**
 * Corrects whom an invoice was issued to: a credit note over all of it, and a new invoice for the
 * same sale, which the same money pays. Both numbers, both contents, the old one's end, the links
 * of payment and period, and who did it are one transaction; then the credit note gets its document,
 * and the new invoice its own by the job that its event starts. Asked again, it answers the same two.
 *
 * @throws NotFoundError when there is no such invoice.
 * @throws InvalidRequestError when nothing would change, or the new invoice would break a rule.
 * @throws InvoiceActError for a credit note, for deposits, for one that money went back of, that was
 * corrected otherwise, or while a payment of it is being processed.
 * @throws InvoiceNotPayableError for a cancelled one, and while it has no document.
 */
export async function correctInvoice(
  deps: CancelDeps,
  act: InvoiceAct,
  correction: Correction,
): Promise<Corrected> {
  const corrected = await untilSaved({ ...seriesRace, pause: deps.pause }, async () => {
    const old = await deps.invoices.find(act.invoiceId);
    if (!old) throw new NotFoundError('invoice');
    const customer = correctedParty(old.content.customer, correction.customer);
    const before = await correctedBefore(deps, old);
    if (before) return requireSame(before, customer);
    requireCorrectable(old);
    if (canonical(customer) === canonical(old.content.customer))
      throw new InvalidRequestError('The invoice names its customer so already.');
    if (!paymentOf(old) && (await deps.processing(old.id)))
      throw new InvoiceActError('payment_processing');
    return takeNumbers(deps, act, { old, customer, reason: correction.reason });
  });
  const { creditNote, invoice } = corrected;
  if (creditNote.document) return corrected;
  const finished = await storeDocument(deps, creditNote, {
    type: 'credit_note.issued',
    requestId: act.by.requestId,
    data: {
      creditNoteId: creditNote.id,
      invoiceId: act.invoiceId,
      ...platformField(creditNote.content),
    },
  });
  return { creditNote: finished, invoice };
}

async function correctedBefore(
  { invoices }: CancelDeps,
  { creditNotes }: Invoice,
): Promise<Corrected | undefined> {
  const last = creditNotes?.at(-1);
  const creditNote = last && (await invoices.find(last.id));
  const cause = creditNote?.credit?.cause;
  if (!creditNote || !cause || !('replacedBy' in cause)) return undefined;
  return { creditNote, invoice: (await invoices.find(cause.replacedBy))! };
}

function requireSame(corrected: Corrected, customer: InvoiceParty): Corrected {
  if (canonical(corrected.invoice.content.customer) !== canonical(customer))
    throw new InvoiceActError('invoice_corrected');
  return corrected;
}

/** A new invoice states the whole sale, so nothing of it may have gone back. */
function requireCorrectable({ status, credit, content, settles, creditNotes }: Invoice): void {
  if (credit) throw new InvoiceActError('credit_note_final');
  if (content.kind === 'deposit' || content.deposits || settles)
    throw new InvoiceActError('invoice_with_deposit');
  if (status === 'issued') throw new InvoiceNotPayableError('invoice_not_ready');
  if (status === 'cancelled') throw new InvoiceNotPayableError('invoice_cancelled');
  if (creditNotes) throw new InvoiceActError('invoice_refunded');
}

type Change = { old: Invoice; customer: InvoiceParty; reason: string };

async function takeNumbers(
  deps: CancelDeps,
  act: InvoiceAct,
  { old, customer, reason }: Change,
): Promise<Corrected | typeof overtaken> {
  const { seller } = old.content;
  // One moment for both: at midnight they are still of the same year.
  const now = deps.now();
  const at = { ...deps, now: () => now };
  const [credits, invoices] = [
    await nextNumbers(at, 'AV', seller),
    await nextNumbers(at, 'FA', seller),
  ];
  const issuedAt = new Date(Math.max(+credits.issuedAt, +invoices.issuedAt));
  const number = numberAfter(invoices.series);
  const content = composeReplacement(old, { customer, number, issuedAt });
  requireLawful(content);
  const newDocument = (): Pick<Invoice, 'id' | 'status' | 'createdAt' | 'requestId'> => ({
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    status: 'issued',
    createdAt: issuedAt.toISOString(),
    requestId: act.by.requestId,
  });
  const { paymentId, period, customerId, account, title } = old;
  const [invoice] = chained(
    [
      {
        ...newDocument(),
        ...(paymentId !== undefined && { paymentId }),
        ...(period && { period }),
        ...(customerId !== undefined && { customerId }),
        ...(account && { account }),
        ...(title !== undefined && { title }),
        replaces: old.id,
        content,
      },
    ],
    invoices.series,
  );
  const creditNumber = numberAfter(credits.series);
  const note = creditFor(old, { replacement: invoice!, number: creditNumber, issuedAt });
  const [creditNote] = chained([{ ...newDocument(), ...note }], credits.series);
  const audit = auditOf(act, {
    action: 'invoice.corrected',
    before: { number: old.content.number },
    after: { creditNote: creditNumber, invoice: number },
    reason,
  });
  const outcome = await deps.invoices.replace({
    old,
    creditNote: { invoice: creditNote!, series: credits.series, audit },
    invoice: {
      invoice: invoice!,
      series: invoices.series,
      event: toBeRendered(deps, invoice!),
    },
  });
  return outcome === 'issued' ? { creditNote: creditNote!, invoice: invoice! } : overtaken;
}

/** The credit note over all of the old one; its money is not given back, but pays the new one. */
function creditFor(
  old: Invoice,
  { replacement, number, issuedAt }: { replacement: Invoice; number: string; issuedAt: Date },
): Pick<Invoice, 'customerId' | 'title' | 'credit' | 'content'> {
  const { content: invoice, customerId, title } = old;
  const { grossMinor } = invoice.totals;
  const cause = { replacedBy: replacement.id };
  const order = { invoice, credited: [], grossMinor, cause, number, issuedAt };
  const { content, parts } = composeCreditNote(order);
  const settled = paymentOf(old)
    ? { replacedBy: replacement.content.number }
    : { cancels: true as const };
  return {
    ...(customerId !== undefined && { customerId }),
    ...(title !== undefined && { title }),
    credit: { invoiceId: old.id, cause, place: 1, parts, isLast: true },
    content: { ...content, ...settled },
  };
}

/** The buyer that was asked for is to blame: everything else was lawful before. */
function requireLawful(content: InvoiceContent): void {
  const rules = brokenRules(content);
  if (rules.length > 0)
    throw new InvalidRequestError(
      `No lawful invoice names such a customer: ${rules.map(({ rule, why }) => `${rule} (${why})`).join(', ')}`,
    );
}
