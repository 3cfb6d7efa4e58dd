import { createHash } from 'node:crypto';
import type { Fact } from '#vocabulary/events';
import { dayAt } from '../calendar/day.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { platformField } from '../platform/for-platform.ts';
import type { InvoiceContent, Seller } from './invoice.ts';
import { statusOf } from './invoice-status.ts';
import type {
  Account,
  DocumentStore,
  Invoice,
  InvoiceDocument,
  InvoiceStore,
  InvoiceSubject,
} from './invoice-store.ts';
import { type FirstNumbers, seriesToContinue } from './number-series.ts';
import type { Sale } from './sale.ts';
import type { Series } from './series.ts';
import type { Shown } from './shown.ts';

/** The link that pays an invoice, printed on one that is due; absent where none ever is. */
export type PayLink = {
  payUrl?: (invoice: Pick<Invoice, 'id' | 'content'>) => Promise<string>;
};

export type IssueDeps = PayLink & {
  invoices: InvoiceStore;
  documents: DocumentStore;
  render: (content: InvoiceContent, shown?: Shown) => Promise<Uint8Array>;
  seller: Seller;
  /** Where series go on that another system began. */
  firstNumbers?: FirstNumbers;
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
  /** The ids of the deposits' invoices that the sale subtracts. */
  settles?: string[];
  requestId: string;
  /** Finds the invoice that the subject already has. */
  find: () => Promise<Invoice | undefined>;
};

/** Mailboxes take no more; nothing that passes the gate comes near. */
const documentBytesMax = 10_000_000;

/** A document that is not stored: its invoice keeps number and content, and the job is given up. */
export class DocumentTooLargeError extends Error {
  constructor({ content }: Invoice, { byteLength }: Uint8Array) {
    super(`the document of ${content.number} has ${byteLength} bytes, at most ${documentBytesMax}`);
    this.name = 'DocumentTooLargeError';
  }
}

/** Renders a numbered invoice and stores its document, then its event; does nothing twice. */
export async function finishInvoice(
  deps: Omit<IssueDeps, 'seller'>,
  invoice: Invoice,
  requestId: string,
): Promise<Invoice> {
  if (invoice.document) return invoice;
  const { id: invoiceId, paymentId } = invoice;
  return storeDocument(deps, invoice, {
    type: 'invoice.issued',
    requestId,
    data: {
      invoiceId,
      ...(paymentId !== undefined && { paymentId }),
      ...platformField(invoice.content),
    },
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
  const shown = await shownOn(deps, invoice);
  const startedAt = deps.now().getTime();
  const bytes = await deps.render(invoice.content, shown);
  const drawnInMs = Math.max(0, deps.now().getTime() - startedAt);
  if (bytes.byteLength > documentBytesMax) throw new DocumentTooLargeError(invoice, bytes);
  const document = { ...describe(invoice.content, bytes), drawnInMs };
  await deps.documents.put(document, bytes);
  await deps.invoices.markGenerated(
    invoice,
    { ...document, drawnInMs },
    {
      id: newId('evt', deps.now(), deps.randomBytes(10)),
      occurredAt: deps.now().toISOString(),
      ...news,
    },
  );
  const generated = { ...invoice, document };
  return { ...generated, status: statusOf(generated) };
}

/** What its original shows besides its content: the same for ever, whatever is paid later. */
export async function shownOn({ payUrl }: PayLink, invoice: Invoice): Promise<Shown> {
  const isDue = invoice.credit === undefined && invoice.content.totals.dueMinor > 0;
  return isDue && payUrl ? { payUrl: await payUrl(invoice) } : {};
}

export type NextNumbers = { series: Series; issuedAt: Date };

/** Where this year's series of a kind goes on, while nobody else takes from it. */
export async function nextNumbers(
  { invoices, firstNumbers, now: clock }: Pick<IssueDeps, 'invoices' | 'firstNumbers' | 'now'>,
  kind: 'FA' | 'AV' | 'AC',
  { timeZone }: Pick<Seller, 'timeZone'>,
): Promise<NextNumbers> {
  const now = clock();
  const year = dayAt(now, timeZone).slice(0, 4);
  const stored = await invoices.readSeries(`${kind}-${year}`);
  const series = seriesToContinue(stored, firstNumbers);
  // A slow clock must not date an invoice before the last one of its series.
  const issuedAt = new Date(
    Math.max(now.getTime(), Date.parse(series.lastIssuedAt ?? '1970-01-01')),
  );
  return { series, issuedAt };
}

const describe = (content: InvoiceContent, bytes: Uint8Array): InvoiceDocument => ({
  key: `invoices/${content.issueDate.slice(0, 4)}/${content.number}.pdf`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.byteLength,
});
