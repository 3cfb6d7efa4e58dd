import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { platformField } from '../platform/for-platform.ts';
import type { Refund } from '../refunds/refund.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { chained } from './chain.ts';
import { composeCreditNote } from './compose-credit-note.ts';
import { sumOfCredit } from './credit-parts.ts';
import { isInvoiced } from './invoice-payment.ts';
import {
  type Cancellation,
  type CreditCause,
  type Invoice,
  nameOfCause,
  type Replacement,
} from './invoice-store.ts';
import { type IssueDeps, nextNumbers, storeDocument } from './issue-once.ts';
import { numberAfter } from './number-series.ts';
import { seriesRace } from './number-together.ts';

export type CreditDeps = Omit<IssueDeps, 'seller'> & { refunds: Pick<RefundStore, 'load'> };

export type CreditRequest = {
  paymentId: string;
  cause: Exclude<CreditCause, Cancellation | Replacement>;
  requestId: string;
};

export type CreditOutcome =
  | { kind: 'issued'; creditNote: Invoice }
  /** The refund repeats one that came back: what it gives back was credited then. */
  | { kind: 'credited_before'; creditNote: Invoice }
  | { kind: 'nothing_to_correct'; why: NothingToCorrect };

type NothingToCorrect = 'never_invoiced' | 'money_did_not_go_back' | 'credited_in_full';

/**
 * Makes sure that money which went back has its one credit note: number and content, then the
 * document, then the event, as an invoice (`issueTogether`); a run that crashed anywhere is completed
 * by the next one.
 *
 * All credit notes of an invoice together are of what went back, and never more than the invoice:
 * a refund that came back keeps its credit note, and the refund that repeats it has the same one.
 *
 * @throws NotFoundError when no such payment is stored.
 * @throws Error while the payment has no invoice yet, so that the job is tried again.
 */
export async function issueCreditNote(
  deps: CreditDeps,
  request: CreditRequest,
): Promise<CreditOutcome> {
  const { invoices, pause } = deps;
  const decided = await untilSaved({ ...race, pause }, async () => {
    // First of all: a number that was taken gets its document, whatever has happened since.
    const existing = await invoices.findCreditNote(request.paymentId, request.cause);
    if (existing) return { kind: kindOf(existing, request.cause), creditNote: existing };
    const back = await readMoneyBack(deps, request);
    if ('why' in back) return { kind: 'nothing_to_correct' as const, ...back };
    const { invoice } = await invoices.findForPayment(request.paymentId);
    if (!invoice) throw new Error('the payment has no invoice yet');
    const grossMinor = stillToCredit(back, invoice);
    return grossMinor > 0
      ? takeNumber(deps, invoice, grossMinor, request)
      : creditedBefore(deps, invoice, request);
  });
  if (decided.kind !== 'issued' || decided.creditNote.document) return decided;
  const { id, credit } = decided.creditNote;
  const creditNote = await storeDocument(deps, decided.creditNote, {
    type: 'credit_note.issued',
    requestId: request.requestId,
    data: {
      creditNoteId: id,
      invoiceId: credit!.invoiceId,
      paymentId: request.paymentId,
      ...('refundId' in credit!.cause && credit!.cause),
      ...platformField(decided.creditNote.content),
    },
  });
  return { kind: 'issued', creditNote };
}

const race = { ...seriesRace, busy: 'the series of credit notes is too busy' };

/** What this money alone is, and all that went back of the payment; minor units. */
type MoneyBack = { ownMinor: number; allMinor: number };

async function readMoneyBack(
  { refunds: store }: CreditDeps,
  { paymentId, cause }: CreditRequest,
): Promise<MoneyBack | { why: NothingToCorrect }> {
  const { payment, refunds } = await store.load(paymentId);
  if (!payment) throw new NotFoundError('payment');
  if (!isInvoiced(payment)) return { why: 'never_invoiced' };
  const ownMinor = 'refundId' in cause ? givenBy(refunds, cause.refundId) : cause.lostMinor;
  const lostMinor = payment.dispute === 'lost' ? (payment.amountDisputed?.minor ?? 0) : 0;
  // A refund may have failed, and a lost dispute been opened again, since the event.
  if (ownMinor === 0 || ('lostMinor' in cause && lostMinor === 0))
    return { why: 'money_did_not_go_back' };
  return { ownMinor, allMinor: payment.amountRefunded.minor + lostMinor };
}

function givenBy(refunds: readonly Refund[], refundId: string): number {
  const refund = refunds.find(({ id }) => id === refundId);
  if (!refund) throw new Error('an event is about a refund that is stored');
  return refund.status === 'succeeded' ? refund.amount.minor : 0;
}

/** This money, as far as it was not credited before, and as the invoice allows. */
function stillToCredit(
  { ownMinor, allMinor }: MoneyBack,
  { content, creditNotes = [] }: Invoice,
): number {
  const credited = sumOfCredit(creditNotes);
  return Math.min(ownMinor, allMinor - credited, content.totals.grossMinor - credited);
}

/** A refund that repeats another one shares its credit note, whose cause is the other one. */
const kindOf = ({ credit }: Invoice, cause: CreditCause): 'issued' | 'credited_before' =>
  credit && nameOfCause(credit.cause) === nameOfCause(cause) ? 'issued' : 'credited_before';

async function creditedBefore(
  { invoices, now, randomBytes }: CreditDeps,
  { creditNotes = [] }: Invoice,
  { paymentId, cause, requestId }: CreditRequest,
): Promise<CreditOutcome> {
  const last = creditNotes.at(-1);
  if (!last || !('refundId' in cause))
    return { kind: 'nothing_to_correct', why: 'credited_in_full' };
  const creditNote = await invoices.find(last.id);
  // The mail about this refund contains its document.
  if (!creditNote?.document) throw new Error('the earlier credit note has no document yet');
  const { id, number, issuedAt, grossMinor } = last;
  const note = { id, number, issuedAt, grossMinor };
  await invoices.markCredited(
    { paymentId, cause, note },
    {
      id: newId('evt', now(), randomBytes(10)),
      type: 'refund.repeated',
      occurredAt: now().toISOString(),
      requestId,
      data: { paymentId, ...cause, creditNoteId: id },
    },
  );
  return { kind: 'credited_before', creditNote };
}

async function takeNumber(
  deps: CreditDeps,
  { id: invoiceId, content: invoice, creditNotes: credited = [], customerId, title }: Invoice,
  grossMinor: number,
  { paymentId, cause, requestId }: CreditRequest,
): Promise<CreditOutcome | typeof overtaken> {
  const { series, issuedAt } = await nextNumbers(deps, 'AV', invoice.seller);
  const number = numberAfter(series);
  const order = { invoice, credited, grossMinor, cause, number, issuedAt };
  const { content, parts } = composeCreditNote(order);
  const unlinked: Invoice = {
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    ...(customerId && { customerId }),
    ...(title && { title }),
    credit: {
      invoiceId,
      paymentId,
      cause,
      place: credited.length + 1,
      parts,
      ...(sumOfCredit(credited) + grossMinor === invoice.totals.grossMinor && { isLast: true }),
    },
    status: 'issued',
    content,
    createdAt: issuedAt.toISOString(),
    requestId,
  };
  const [note] = chained([unlinked], series);
  const creditNote = note!;
  const outcome = await deps.invoices.issue(creditNote, series);
  return outcome === 'issued' ? { kind: 'issued', creditNote } : overtaken;
}
