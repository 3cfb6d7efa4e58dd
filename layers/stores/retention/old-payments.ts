import { isSettled, type PaymentFile } from '#domain/erasure/belongings';
import { isOpen, type Payment } from '#domain/payments/payment';
import { isNobodys, isUnpaidPayment } from '#domain/retention/due';
import type { OldRecords } from '#domain/retention/walk';
import { erasedPaymentWrites } from '../erasing/erase-payments.ts';
import { paymentFile } from '../erasing/payment-files.ts';
import { rewrite } from '../erasing/rewrite.ts';
import { keys } from '../keys.ts';
import { paymentFrom } from '../stored-payment.ts';
import type { Table } from '../table.ts';
import { type Kind, rowsByAge, yearsOf } from './by-age.ts';

const payments: Kind = { prefix: 'pay', keyOf: keys.payment, partitionOf: yearsOf('PAYMENTS') };

/** Payments that came to nothing. */
export const unpaidPayments = (table: Table, now: () => Date): OldRecords =>
  oldPayments(table, now, {
    isConcerned: isUnpaidPayment,
    isDue: ({ payment }) => isUnpaidPayment(payment),
  });

/** Payments that belong to no customer, so that no customer's erasure finds them. */
export const nobodysPayments = (table: Table, now: () => Date): OldRecords =>
  oldPayments(table, now, {
    isConcerned: isNobodys,
    isDue: (file) => isNobodys(file.payment) && isSettled(file),
  });

type Rule = {
  /** By the payment alone, which is cheap to read. */
  isConcerned: (payment: Payment) => boolean;
  /** With what is stored beside it. */
  isDue: (file: PaymentFile) => boolean;
};

const oldPayments = (table: Table, now: () => Date, { isConcerned, isDue }: Rule): OldRecords => ({
  async page(after, before, limit) {
    const rows = await rowsByAge(table, payments, { after, before, limit });
    const found = rows.map(paymentFrom);
    return {
      due: found.filter(isConcerned).map(({ id }) => id),
      open: found.filter(isOpen).map(({ id }) => id),
      last: found.at(-1)?.id,
    };
  },
  forget: (id) =>
    rewrite(
      table,
      () => paymentFile(table, id),
      (file) => (file && isDue(file) ? erasedPaymentWrites(file, now()) : []),
    ),
});
