import { newId } from '../ids.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { canonical, chained } from './chain.ts';
import { composeInvoice } from './compose-invoice.ts';
import { InvoiceRefusedError, requireIssuable } from './e-invoice/check-content.ts';
import type { InvoiceContent } from './invoice.ts';
import type { Invoice, NumberedInvoice } from './invoice-store.ts';
import { type Bill, type IssueDeps, type NextNumbers, nextNumbers } from './issue-once.ts';
import { numberAfter } from './number-series.ts';

/**
 * At most so many take their numbers in one transaction: each writes its content and its mark
 * beside the one counter, and DynamoDB allows a hundred items.
 */
const togetherMax = 45;

/**
 * UTF-8 bytes of a canonical content: some 1 500 lines. DynamoDB takes 400 kB of an item, and the
 * pages of as many lines are far below the limit of a document.
 */
const contentBytesMax = 300_000;

/** Of one transaction, for which DynamoDB allows 4 MB. */
const togetherBytesMax = 3_000_000;

/**
 * Each lost race means that others got their numbers. With forty who write at once the last one
 * waits a second.
 */
export const seriesRace = { attemptsMax: 60, busy: 'the invoice series is too busy' };

export type Outcome = PromiseSettledResult<Invoice>;

/**
 * Gives each bill the next number of its series, in their order, in as few transactions as there
 * can be. A content that the gate refuses takes no number and hinders nobody; a subject that has
 * its invoice meanwhile has that one.
 *
 * @param isRenderedApart writes the event that starts the rendering with each number.
 * @returns the outcomes, in the order of the bills.
 */
export async function numberTogether(
  deps: IssueDeps,
  bills: readonly Bill[],
  isRenderedApart: boolean,
): Promise<Outcome[]> {
  const outcomes = new Map<Bill, Outcome>();
  for (const group of groupsOf(bills)) {
    const known = new Map<Bill, Outcome>();
    const failed = await untilSaved({ ...seriesRace, pause: deps.pause }, () =>
      takeNumbers(deps, { bills: group, known, isRenderedApart }),
    ).then(
      () => undefined,
      (reason: unknown) => ({ status: 'rejected' as const, reason }),
    );
    for (const bill of group) outcomes.set(bill, known.get(bill) ?? failed!);
  }
  return bills.map((bill) => outcomes.get(bill)!);
}

/** Which series a bill takes its number from. */
const seriesOf = ({ sale }: Bill): 'FA' | 'AC' => (sale.kind === 'deposit' ? 'AC' : 'FA');

/** Of one series each. What subtracts deposits is alone: it writes a mark for each of them. */
function groupsOf(bills: readonly Bill[]): Bill[][] {
  const simple = bills.filter(({ settles }) => !settles);
  const groups = bills.filter(({ settles }) => settles).map((bill) => [bill]);
  for (const all of Map.groupBy(simple, seriesOf).values())
    for (let from = 0; from < all.length; from += togetherMax)
      groups.push(all.slice(from, from + togetherMax));
  return groups;
}

type Group = { bills: readonly Bill[]; known: Map<Bill, Outcome>; isRenderedApart: boolean };

async function takeNumbers(
  deps: IssueDeps,
  { bills, known, isRenderedApart }: Group,
): Promise<'done' | typeof overtaken> {
  if (bills.every((bill) => known.has(bill))) return 'done';
  const next = await nextNumbers(deps, seriesOf(bills[0]!), deps.seller);
  const drafts = draftsOf(deps, { bills, known }, next);
  if (drafts.length === 0) return 'done';
  const invoices = chained(
    drafts.map(({ invoice }) => invoice),
    next.series,
  );
  const numbered = invoices.map(
    (invoice): NumberedInvoice => ({
      invoice,
      ...(isRenderedApart && { event: toBeRendered(deps, invoice) }),
    }),
  );
  const had = await deps.invoices.issueTogether(numbered, next.series);
  for (const [index, { bill }] of drafts.entries()) {
    const invoice = invoices[index]!;
    const winner = had === 'issued' ? invoice : had.includes(invoice.id) && (await bill.find());
    if (winner) known.set(bill, { status: 'fulfilled', value: winner });
    // Its next run finds the deposit used, and bills the money for what it is.
    else if (had !== 'issued' && had.includes(invoice.id) && bill.settles)
      known.set(bill, { status: 'rejected', reason: new Error('a deposit was just subtracted') });
  }
  if (had !== 'issued') return overtaken;
  // What did not fit into one transaction takes the next numbers.
  return takeNumbers(deps, { bills, known, isRenderedApart });
}

/** @returns its size in bytes. @throws InvoiceRefusedError for one that no row can hold. */
function requireStorable(content: InvoiceContent): number {
  const size = new TextEncoder().encode(canonical(content)).byteLength;
  if (size > contentBytesMax)
    throw new InvoiceRefusedError([{ rule: 'size', why: `${size} bytes of content` }]);
  return size;
}

type Draft = { bill: Bill; invoice: Invoice };

/** With the numbers they would have; what cannot be composed or is refused has none. */
function draftsOf(
  deps: IssueDeps,
  { bills, known }: Pick<Group, 'bills' | 'known'>,
  { series, issuedAt }: NextNumbers,
): Draft[] {
  const open = bills.filter((bill) => !known.has(bill));
  // Ids ascend with the numbers, so that lists by id are in the order of numbers.
  const ids = open.map(() => newId('inv', issuedAt, deps.randomBytes(10))).sort();
  const drafts: Draft[] = [];
  let bytes = 0;
  for (const bill of open) {
    const number = numberAfter(series, drafts.length);
    try {
      const content = composeInvoice({ sale: bill.sale, seller: deps.seller, number, issuedAt });
      requireIssuable(content);
      const size = requireStorable(content);
      if (bytes + size > togetherBytesMax) break;
      bytes += size;
      const id = ids[drafts.length]!;
      drafts.push({ bill, invoice: draft(bill, { id, content, issuedAt }) });
    } catch (reason) {
      known.set(bill, { status: 'rejected', reason });
    }
  }
  return drafts;
}

const draft = (
  { subject, customerId, account, sale, settles, requestId }: Bill,
  { id, content, issuedAt }: Pick<Invoice, 'id' | 'content'> & { issuedAt: Date },
): Invoice => ({
  id,
  ...subject,
  customerId,
  ...(account && { account }),
  ...(settles && { settles }),
  status: 'issued',
  content,
  ...(sale.title && { title: sale.title }),
  createdAt: issuedAt.toISOString(),
  requestId,
});

/** The event that starts the rendering of what is only numbered. */
export const toBeRendered = (
  { now, randomBytes }: Pick<IssueDeps, 'now' | 'randomBytes'>,
  { id: invoiceId, requestId }: Invoice,
): NumberedInvoice['event'] => ({
  id: newId('evt', now(), randomBytes(10)),
  type: 'invoice.numbered',
  occurredAt: now().toISOString(),
  requestId,
  data: { invoiceId },
});
