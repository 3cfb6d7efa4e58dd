import { type AnyMoney, currencyOf, money as moneyOf } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { OpenEntry, OpenPayments } from '#domain/payments/payment-store';
import type { Currency } from '#vocabulary/currencies';
import { paymentStatuses } from '#vocabulary/payments';
import {
  anyText,
  count,
  flag,
  hash,
  instant,
  listOf,
  mapWith,
  money,
  nullOr,
  oneOf,
  optional,
  provider,
  text,
  whole,
} from './fields.ts';
import { stored } from './stored.ts';
import type { Item } from './table.ts';

/** Default for rows without an initiator: a link holder, who has the fewest rights. */
const nobody = { initiator: { kind: 'link', isCustomer: false } };

/** As a payment lies in the table: of its sums the minor units, and what came as it came. */
type PaymentRow = Omit<
  Payment,
  'amountPaid' | 'paidOtherwise' | 'amountRefunded' | 'amountReserved' | 'amountDisputed'
> & {
  amountPaid?: AnyMoney;
  amountRefunded: number;
  amountReserved: number;
  amountDisputed?: number;
};

const readRow = stored<PaymentRow>({
  id: text,
  status: oneOf(...paymentStatuses),
  provider,
  amount: money,
  initiator: mapWith<Payment['initiator']>({
    kind: oneOf('server', 'member', 'staff', 'link'),
    isCustomer: flag,
  }),
  createdAt: instant,
  expiresAt: instant,
  checkAt: optional(instant),
  completedAt: optional(instant),
  ownerId: optional(text),
  closing: optional(oneOf('cancelled', 'expired')),
  amountPaid: optional(mapWith<AnyMoney>({ minor: whole, currency: anyText })),
  notificationTokenHash: optional(hash),
  isDuplicate: optional(flag),
  amountRefunded: count,
  amountReserved: count,
  amountDisputed: optional(count),
  refundState: oneOf('none', 'partial', 'full'),
  dispute: nullOr(oneOf('open', 'won', 'lost')),
  version: count,
});

/** @throws CorruptRowError for an invalid row, which is our fault, never the caller's. */
export function paymentFrom(item: Item): Payment {
  const { amountPaid, amountRefunded, amountReserved, amountDisputed, ...rest } = readRow({
    ...nobody,
    ...item,
  });
  const { currency } = rest.amount;
  const came = amountPaid && cameAs(amountPaid, currency);
  return {
    ...rest,
    ...came,
    amountRefunded: moneyOf(amountRefunded, currency),
    amountReserved: moneyOf(amountReserved, currency),
    ...(amountDisputed !== undefined && { amountDisputed: moneyOf(amountDisputed, currency) }),
  };
}

/** Stripe writes its codes in small letters, and so did we. */
const cameAs = (
  came: AnyMoney,
  currency: Currency,
): Pick<Payment, 'amountPaid' | 'paidOtherwise'> =>
  currencyOf(came.currency) === currency
    ? { amountPaid: moneyOf(came.minor, currency) }
    : { paidOtherwise: came };

export function rowOfPayment(payment: Payment): PaymentRow {
  const { paidOtherwise, amountPaid = paidOtherwise, amountDisputed, ...rest } = payment;
  return {
    ...rest,
    amountPaid,
    amountRefunded: payment.amountRefunded.minor,
    amountReserved: payment.amountReserved.minor,
    amountDisputed: amountDisputed?.minor,
  };
}

/** The payment that has paid for an order. */
export const orderClaimFrom = stored<{ paymentId: string }>({ paymentId: text });

export const openPaymentsFrom = stored<Pick<OpenPayments, 'version' | 'entries'>>({
  version: count,
  entries: listOf(mapWith<OpenEntry>({ paymentId: text, wish: hash, namesPayer: flag })),
});
