import { UnprocessableError } from '../errors.ts';
import { leftOf, whyNotUsable } from '../invoices/deposits.ts';
import type { Invoice, InvoiceStore } from '../invoices/invoice-store.ts';
import type { Currency } from '../money.ts';
import type { Buyer, UsedDeposit } from './payment.ts';

/**
 * Looks up the deposits that a final payment names, before anybody pays.
 *
 * @throws UnprocessableError for one that is unknown, of another buyer or currency, or used up.
 */
export function useDeposits(
  { invoices }: { invoices: Pick<InvoiceStore, 'find'> },
  ids: readonly string[],
  of: { buyer: Buyer; currency: Currency },
): Promise<UsedDeposit[]> {
  return Promise.all(
    ids.map(async (invoiceId, index) => {
      const invoice = await invoices.find(invoiceId);
      // One of another buyer is not told from one that does not exist.
      const why = invoice && isOf(invoice, of.buyer) ? whyNot(invoice, of.currency) : 'is unknown';
      if (!invoice || why !== undefined)
        throw new UnprocessableError('deposit_not_usable', `deposits[${index}] ${why}.`);
      return { invoiceId, grossMinor: leftOf(invoice).grossMinor };
    }),
  );
}

const isOf = ({ customerId, content }: Invoice, buyer: Buyer): boolean =>
  customerId === undefined
    ? content.customer.email === buyer.email
    : customerId === buyer.customerId;

const whyNot = (invoice: Invoice, currency: Currency): string | undefined =>
  invoice.content.currency === currency
    ? whyNotUsable(invoice)
    : `is in ${invoice.content.currency}, the payment in ${currency}`;
