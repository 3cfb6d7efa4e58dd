import { isSettled, type PaymentFile } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { erasedPayment, erasedRefund, erasedText, isErasedBuyer } from '#domain/erasure/erased';
import type { Payment } from '#domain/payments/payment';
import { type Key, keys } from '../keys.ts';
import { paymentWrite, refundWrite } from '../payment-writes.ts';
import { type Part, type Table, versionBefore } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { paymentFile } from './payment-files.ts';
import { rewrite } from './rewrite.ts';

/**
 * Payments and their refunds. One of the customer's that is not settled stays as it is, so that it
 * gets its invoice, and the step is done again later; a stranger's is a new beginning.
 */
export const erasePayments = (
  table: Table,
  belongings: Belongings,
  now: () => Date,
): ErasureStep => ({
  name: 'payments',
  async run(subject) {
    const waiting: string[] = [];
    let count = 0;
    for (const id of await belongings.paymentIds(subject)) {
      const change = (file: PaymentFile | undefined): readonly Part[] => {
        if (!file || isSettled(file)) return file ? erasedPaymentWrites(file, now()) : [];
        if (file.payment.buyer.customerId === subject.customer.id) waiting.push(id);
        return [];
      };
      if (await rewrite(table, () => paymentFile(table, id), change)) count++;
    }
    if (waiting.length > 0)
      throw new Error(`payments of the customer are not settled: ${waiting.join(', ')}`);
    return count;
  },
});

/** Takes everything that names somebody from a payment; nothing when that is done. */
export function erasedPaymentWrites({ payment, refunds }: PaymentFile, now: Date): readonly Part[] {
  if (isErasedBuyer(payment.buyer)) return [];
  const erased = erasedPayment(payment, now);
  const { orderId } = payment;
  const hadAddress = orderId !== undefined && erased.orderId === undefined;
  return [
    paymentWrite(erased, versionBefore(erased)),
    ...refunds
      .filter(({ reason }) => reason !== erasedText)
      .map((refund) => refundWrite(erasedRefund(refund))),
    ...(hadAddress ? [{ remove: { key: claimOf(payment, orderId) } }] : []),
  ];
}

/** The claim of an order whose number is an address. */
const claimOf = ({ orderOwner = 'shop' }: Payment, orderId: string): Key =>
  keys.orderPaid(`${orderOwner}#${orderId}`);
