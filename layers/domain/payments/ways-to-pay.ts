import { type Invoice, paymentOf } from '../invoices/invoice-store.ts';
import { money } from '../money.ts';
import { isSwitchedOff, type Switches } from '../switches/switches.ts';
import { methodsFor, type ProviderCatalogue } from './choose-provider.ts';
import type { Method } from './payment.ts';

export type WaysToPayDeps = {
  catalogue: ProviderCatalogue;
  /** The providers and methods that admins have switched off. */
  switches: () => Promise<Switches>;
};

/**
 * How an invoice can be paid now; not at all once it is paid or cancelled, or before it has a document. On a
 * credit note nothing is due.
 */
export async function waysToPay(
  { catalogue, switches }: WaysToPayDeps,
  invoice: Invoice,
): Promise<Method[]> {
  const isOver = paymentOf(invoice) !== undefined || invoice.status === 'cancelled';
  if (!invoice.document || isOver || invoice.credit) return [];
  const { totals, currency } = invoice.content;
  const known = await switches();
  return methodsFor(catalogue, money(totals.dueMinor, currency), (name, method) =>
    isSwitchedOff(known, name, method),
  );
}
