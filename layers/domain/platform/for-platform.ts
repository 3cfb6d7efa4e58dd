import { collectedParts } from '../e-reporting/declaration.ts';
import { natureOf } from '../invoices/e-invoice/routing.ts';
import type { InvoiceContent } from '../invoices/invoice.ts';
import { type Invoice, paymentOf } from '../invoices/invoice-store.ts';
import type { CashNews } from './invoice-platform.ts';

/**
 * Documents between companies in France are sent by a platform (CGI art. 289 bis); those to
 * consumers and abroad are only declared (art. 290).
 */
export const goesByPlatform = (content: InvoiceContent): boolean => natureOf(content) === 'B2B';

/** The field by which events reach the job that sends: others start nothing. */
export const platformField = (content: InvoiceContent): { platform?: 'true' } =>
  goesByPlatform(content) ? { platform: 'true' } : {};

/**
 * What the platform must be told of a paid invoice: only where VAT is due on payment, which is for
 * taxed services without the option for debits. Undefined when there is nothing to tell.
 */
export function cashNewsOf(invoice: Invoice, at: Date): CashNews | undefined {
  const { content } = invoice;
  const payment = paymentOf(invoice);
  const parts = collectedParts(content);
  const isWanted = content.kind !== 'credit_note' && content.currency === 'EUR';
  if (!payment || !isWanted || parts.length === 0) return undefined;
  const { kind, number, issueDate, seller } = content;
  return {
    ...{ number, issueDate, at },
    paidDate: payment.paidDate,
    sellerSiren: seller.siren,
    sellerName: seller.name,
    isDeposit: kind === 'deposit',
    parts: parts.map(({ vatRate, grossEuroMinor }) => ({ vatRate, grossMinor: grossEuroMinor })),
  };
}
