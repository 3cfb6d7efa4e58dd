import { createHash } from 'node:crypto';
import { calendarDay } from '../calendar.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Payment } from '../payments/payment.ts';
import { composeInvoice } from './compose-invoice.ts';
import type { InvoiceContent, Seller } from './invoice.ts';
import type {
  DocumentStore,
  Invoice,
  InvoiceDocument,
  InvoiceStore,
  Series,
} from './invoice-store.ts';

export type IssueDeps = {
  invoices: InvoiceStore;
  documents: DocumentStore;
  render: (content: InvoiceContent) => Promise<Uint8Array>;
  seller: Seller;
  now: Clock;
  randomBytes: RandomBytes;
};

/**
 * Issues the one invoice of a completed payment: number and content, then the document, then the
 * news of it.
 *
 * Every step finds what the step before it stored, so a run that died anywhere is finished by the
 * next: the same number, the same content, the same bytes. A rendering that fails burns no number.
 *
 * @throws NotFoundError when no such payment is stored.
 */
export async function issueInvoice(
  deps: IssueDeps,
  { paymentId, requestId }: { paymentId: string; requestId: string },
): Promise<Invoice> {
  const { payment, invoice: existing } = await deps.invoices.findForPayment(paymentId);
  if (!payment) throw new NotFoundError('payment');
  if (payment.status !== 'completed') throw new Error('only a completed payment has an invoice');
  if (existing?.document) return existing;

  const invoice = existing ?? (await takeNumber(deps, payment, requestId));
  const bytes = await deps.render(invoice.content);
  const document = describe(invoice.content, bytes);
  await deps.documents.put(document, bytes);
  await deps.invoices.markGenerated(invoice, document, {
    id: newId('evt', deps.now(), deps.randomBytes(10)),
    type: 'invoice.issued',
    occurredAt: deps.now().toISOString(),
    requestId,
    data: { invoiceId: invoice.id, paymentId },
  });
  return { ...invoice, status: 'paid', document };
}

/** A busy series is lost to somebody else now and then; each loss means that another one got through. */
const attemptsMax = 20;

async function takeNumber(deps: IssueDeps, payment: Payment, requestId: string): Promise<Invoice> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const now = deps.now();
    const year = calendarDay(now, deps.seller.timeZone).slice(0, 4);
    const series = await deps.invoices.readSeries(`FA-${year}`);
    const invoice = nextInvoice(deps, { payment, series, requestId, now });
    if ((await deps.invoices.issue(invoice, series)) === 'issued') return invoice;
    const { invoice: winner } = await deps.invoices.findForPayment(payment.id);
    if (winner) return winner;
  }
  throw new Error('the invoice series is too busy');
}

function nextInvoice(
  deps: IssueDeps,
  {
    payment,
    series,
    requestId,
    now,
  }: { payment: Payment; series: Series; requestId: string; now: Date },
): Invoice {
  // A clock that runs behind must not date an invoice before the last one of its series.
  const issuedAt = new Date(
    Math.max(now.getTime(), Date.parse(series.lastIssuedAt ?? '1970-01-01')),
  );
  const number = `${series.name}-${String(series.last + 1).padStart(6, '0')}`;
  return {
    id: newId('inv', issuedAt, deps.randomBytes(10)),
    paymentId: payment.id,
    customerId: payment.buyer.customerId,
    status: 'issued',
    content: composeInvoice({ payment, seller: deps.seller, number, issuedAt }),
    createdAt: issuedAt.toISOString(),
    requestId,
  };
}

const describe = (content: InvoiceContent, bytes: Uint8Array): InvoiceDocument => ({
  key: `invoices/${content.issueDate.slice(0, 4)}/${content.number}.pdf`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.byteLength,
});
