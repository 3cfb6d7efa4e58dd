import { taxPointOf } from '../invoices/e-invoice/framework.ts';
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
 * services without the option for debits. Undefined when there is nothing to tell.
 */
export function cashNewsOf(invoice: Invoice, at: Date): CashNews | undefined {
  const { content } = invoice;
  const payment = paymentOf(invoice);
  const isWanted =
    content.kind !== 'credit_note' && content.currency === 'EUR' && taxPointOf(content) === '72';
  if (!payment || !isWanted) return undefined;
  const { number, issueDate, seller, totals } = content;
  return {
    ...{ number, issueDate, at },
    paidDate: payment.paidDate,
    sellerSiren: seller.siren,
    sellerName: seller.name,
    parts: totals.vatGroups.map(({ vatRate, netMinor, vatMinor }) => ({
      vatRate,
      grossMinor: netMinor + vatMinor,
    })),
  };
}
