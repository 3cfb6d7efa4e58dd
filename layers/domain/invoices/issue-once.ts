import { createHash } from 'node:crypto';
import { dayAt } from '../calendar/day.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { composeInvoice } from './compose-invoice.ts';
import type { InvoiceContent, Seller } from './invoice.ts';
import {
  type DocumentStore,
  type Invoice,
  type InvoiceDocument,
  type InvoiceStore,
  type InvoiceSubject,
  paymentOf,
  type Series,
} from './invoice-store.ts';
import type { Sale } from './sale.ts';

export type IssueDeps = {
  invoices: InvoiceStore;
  documents: DocumentStore;
  render: (content: InvoiceContent) => Promise<Uint8Array>;
  seller: Seller;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

/** Something to bill once. */
export type Bill = {
  subject: InvoiceSubject;
  customerId?: string;
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
 */
export async function issueOnce(
  deps: IssueDeps,
  bill: Bill,
  existing: Invoice | undefined,
): Promise<Invoice> {
  if (existing?.document) return existing;
  const invoice = existing ?? (await takeNumber(deps, bill));
  const bytes = await deps.render(invoice.content);
  const document = describe(invoice.content, bytes);
  await deps.documents.put(document, bytes);
  await deps.invoices.markGenerated(invoice, document, {
    id: newId('evt', deps.now(), deps.randomBytes(10)),
    type: 'invoice.issued',
    occurredAt: deps.now().toISOString(),
    requestId: bill.requestId,
    data: { invoiceId: invoice.id, ...('paymentId' in bill.subject && bill.subject) },
  });
  return { ...invoice, status: paymentOf(invoice) ? 'paid' : 'generated', document };
}

const race = { attemptsMax: 20, busy: 'the invoice series is too busy' };

async function takeNumber(deps: IssueDeps, bill: Bill): Promise<Invoice> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const now = deps.now();
    const year = dayAt(now, deps.seller.timeZone).slice(0, 4);
    const series = await deps.invoices.readSeries(`FA-${year}`);
    const invoice = nextInvoice(deps, bill, { series, now });
    if ((await deps.invoices.issue(invoice, series)) === 'issued') return invoice;
    const winner = await bill.find();
    return winner ?? overtaken;
  });
}

function nextInvoice(
  deps: IssueDeps,
  { subject, customerId, sale, requestId }: Bill,
  { series, now }: { series: Series; now: Date },
): Invoice {
  // A slow clock must not date an invoice before the last one of its series.
  const issuedAt = new Date(
    Math.max(now.getTime(), Date.parse(series.lastIssuedAt ?? '1970-01-01')),
  );
  const number = `${series.name}-${String(series.last + 1).padStart(6, '0')}`;
  return {
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    ...subject,
    customerId,
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
