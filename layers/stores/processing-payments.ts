import { keys } from './keys.ts';
import { openPaymentsFrom, paymentFrom } from './stored-payment.ts';
import type { Table } from './table.ts';

/**
 * Finds the payment of an invoice that is being processed, among those that buyers and staff have
 * open; the shop's own servers open theirs without a list.
 */
export const processingPaymentOf =
  (table: Table) =>
  async (invoiceId: string): Promise<string | undefined> => {
    const { pk } = keys.openPayments({ thing: `invoice#${invoiceId}`, kind: '' });
    const { items } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :open)',
      values: { ':pk': pk, ':open': 'OPEN#' },
    });
    const listed = items.flatMap((item) => openPaymentsFrom(item).entries);
    if (listed.length === 0) return undefined;
    const rows = await table.getMany(listed.map(({ paymentId }) => keys.payment(paymentId)));
    return rows.map(paymentFrom).find(({ status }) => status === 'processing')?.id;
  };
