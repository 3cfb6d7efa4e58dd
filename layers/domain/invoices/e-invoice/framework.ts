import type { InvoiceContent, InvoicePayment } from '../invoice.ts';
import { suppliesOf } from '../supplies.ts';

/**
 * Cadre de facturation (EN 16931: BT-23; XP Z12-012, BR-FR-08): goods (B), services (S) or both (M),
 * to be paid (1), already paid (2), or the final one after deposits (4).
 */
export type BillingFramework = `${'B' | 'S' | 'M'}${1 | 2 | 4}`;

const letters = { goods: 'B', services: 'S', both: 'M' } as const;

/** The payment of an invoice on which nothing was left to pay when it was issued. */
export const paidInFullBy = ({ totals, payment }: InvoiceContent): InvoicePayment | undefined =>
  totals.dueMinor === 0 && totals.paidMinor === totals.grossMinor ? payment : undefined;

export const frameworkOf = (content: InvoiceContent): BillingFramework =>
  `${letters[suppliesOf(content)]}${content.deposits ? 4 : paidInFullBy(content) ? 2 : 1}`;

/** BT-9: of one that is paid already, the day of its payment (BR-FR-CO-09); not of a final one. */
export const dueDateOf = (content: InvoiceContent): string =>
  (content.deposits ? undefined : paidInFullBy(content)?.paidDate) ?? content.dueDate;

/**
 * When VAT becomes due (BT-8, UNTDID 2475): 5 on invoicing (option pour les débits), 29 on delivery
 * of goods, 72 on payment of services (CGI art. 269, 2). One code for the whole document
 * (CII-SR-462): none when it is about both. A deposit's VAT is due on its payment, on goods as well.
 */
export function taxPointOf(content: InvoiceContent): '5' | '29' | '72' | undefined {
  if (content.seller.paysVatOnDebits) return '5';
  if (content.kind === 'deposit') return '72';
  const supplies = suppliesOf(content);
  if (supplies === 'both') return undefined;
  return supplies === 'goods' ? '29' : '72';
}
