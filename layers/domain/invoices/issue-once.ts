import { createHash } from 'node:crypto';
import type { Fact } from '#vocabulary/events';
import { dayAt } from '../calendar/day.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { chained } from './chain.ts';
import { composeInvoice } from './compose-invoice.ts';
import { requireIssuable } from './e-invoice/check-content.ts';
import type { InvoiceContent, Seller } from './invoice.ts';
import {
  type Account,
  type DocumentStore,
  type Invoice,
  type InvoiceDocument,
  type InvoiceStore,
  type InvoiceSubject,
  paymentOf,
  type Series,
} from './invoice-store.ts';
import type { Sale } from './sale.ts';
import type { Shown } from './shown.ts';

export type IssueDeps = {
  invoices: InvoiceStore;
  documents: DocumentStore;
  render: (content: InvoiceContent, shown?: Shown) => Promise<Uint8Array>;
  /** The link that pays an invoice, printed on one that is due; absent where none ever is. */
  payUrl?: (invoice: Pick<Invoice, 'id' | 'content'>) => Promise<string>;
  seller: Seller;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

/** Something to bill once. */
export type Bill = {
  subject: InvoiceSubject;
  customerId?: string;
  account?: Account;
  sale: Sale;
  requestId: string;
  /** Finds the invoice that the subject already has. */
  find: () => Promise<Invoice | undefined>;
};

/**
 * Issues the one invoice of its subject: number and content, then the document, then the event.
 *
 * Every step finds what the previous one stored, so the next run completes one that crashed
 * anywhere, with the same number, content and bytes. A failed rendering uses up no number.
 *
 * @throws InvoiceRefusedError, before a number is taken, for a content that no lawful invoice has.
 */
export async function issueOnce(
  deps: IssueDeps,
  bill: Bill,
  existing: Invoice | undefined,
): Promise<Invoice> {
  if (existing?.document) return existing;
  const invoice = existing ?? (await takeNumber(deps, bill));
  return storeDocument(deps, invoice, {
    type: 'invoice.issued',
    requestId: bill.requestId,
    data: { invoiceId: invoice.id, ...('paymentId' in bill.subject && bill.subject) },
  });
}

/** Renders a numbered invoice or credit note, and stores its document, then its event. */
export async function storeDocument(
  deps: Omit<IssueDeps, 'seller'>,
  invoice: Invoice,
  news:
    | Pick<Fact<'invoice.issued'>, 'type' | 'requestId' | 'data'>
    | Pick<Fact<'credit_note.issued'>, 'type' | 'requestId' | 'data'>,
): Promise<Invoice> {
  const bytes = await deps.render(invoice.content, await shownOn(deps, invoice));
  const document = describe(invoice.content, bytes);
  await deps.documents.put(document, bytes);
  await deps.invoices.markGenerated(invoice, document, {
    id: newId('evt', deps.now(), deps.randomBytes(10)),
    occurredAt: deps.now().toISOString(),
    ...news,
  });
  return { ...invoice, status: paymentOf(invoice) ? 'paid' : 'generated', document };
}

async function shownOn({ payUrl }: Pick<IssueDeps, 'payUrl'>, invoice: Invoice): Promise<Shown> {
  const isDue = invoice.credit === undefined && invoice.content.totals.dueMinor > 0;
  return isDue && payUrl ? { payUrl: await payUrl(invoice) } : {};
}

const race = { attemptsMax: 20, busy: 'the invoice series is too busy' };

async function takeNumber(deps: IssueDeps, bill: Bill): Promise<Invoice> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const next = await nextNumber(deps, 'FA', deps.seller);
    const { series } = next;
    const unlinked = nextInvoice(deps, bill, next);
    requireIssuable(unlinked.content);
    const [invoice] = chained([unlinked], series);
    if ((await deps.invoices.issue(invoice!, series)) === 'issued') return invoice!;
    const winner = await bill.find();
    return winner ?? overtaken;
  });
}

export type NextNumber = { series: Series; number: string; issuedAt: Date };

/** The next number of this year's series of invoices or credit notes, while nobody else takes it. */
export async function nextNumber(
  { invoices, now: clock }: Pick<IssueDeps, 'invoices' | 'now'>,
  kind: 'FA' | 'AV',
  { timeZone }: Pick<Seller, 'timeZone'>,
): Promise<NextNumber> {
  const now = clock();
  const year = dayAt(now, timeZone).slice(0, 4);
  const series = await invoices.readSeries(`${kind}-${year}`);
  // A slow clock must not date an invoice before the last one of its series.
  const issuedAt = new Date(
    Math.max(now.getTime(), Date.parse(series.lastIssuedAt ?? '1970-01-01')),
  );
  return { series, number: `${series.name}-${String(series.last + 1).padStart(6, '0')}`, issuedAt };
}

function nextInvoice(
  deps: IssueDeps,
  { subject, customerId, account, sale, requestId }: Bill,
  { number, issuedAt }: NextNumber,
): Invoice {
  return {
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    ...subject,
    customerId,
    ...(account && { account }),
    status: 'issued',
    content: composeInvoice({ sale, seller: deps.seller, number, issuedAt }),
    createdAt: issuedAt.toISOString(),
    requestId,
  };
}

const describe = (content: InvoiceContent, bytes: Uint8Array): InvoiceDocument => ({
  key: `invoices/${content.issueDate.slice(0, 4)}/${content.number}.pdf`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.byteLength,
});
