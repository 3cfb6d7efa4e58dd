import type { InvoiceContent, InvoicePayment } from '../invoice.ts';

/**
 * Cadre de facturation (EN 16931: BT-23; XP Z12-012, BR-FR-08): goods or services, to be paid (1)
 * or already paid (2).
 */
export type BillingFramework = 'B1' | 'S1' | 'B2' | 'S2';

/** The payment of an invoice on which nothing was left to pay when it was issued. */
export const paidInFullBy = ({ totals, payment }: InvoiceContent): InvoicePayment | undefined =>
  totals.dueMinor === 0 && totals.paidMinor === totals.grossMinor ? payment : undefined;

export const frameworkOf = (content: InvoiceContent): BillingFramework =>
  `${content.seller.supplies === 'goods' ? 'B' : 'S'}${paidInFullBy(content) ? 2 : 1}`;

/** BT-9: of an invoice that is paid already, the day of its payment (BR-FR-CO-09). */
export const dueDateOf = (content: InvoiceContent): string =>
  paidInFullBy(content)?.paidDate ?? content.dueDate;

/**
 * When VAT becomes due (BT-8, UNTDID 2475): 5 on invoicing (option pour les débits), 29 on delivery
 * of goods, 72 on payment of services (CGI art. 269, 2).
 */
export function taxPointOf({ seller }: InvoiceContent): '5' | '29' | '72' {
  if (seller.paysVatOnDebits) return '5';
  return seller.supplies === 'goods' ? '29' : '72';
}
