import type { DiscountOnAll, Line } from '#domain/invoices/line';
import { type AnyMoney, currencyOf, money as moneyOf } from '#domain/money';
import type { Payment, UsedDeposit } from '#domain/payments/payment';
import type { OpenEntry, OpenPayments } from '#domain/payments/payment-store';
import type { Currency } from '#vocabulary/currencies';
import { paymentStatuses } from '#vocabulary/payments';
import {
  anyText,
  count,
  day,
  flag,
  hash,
  instant,
  listOf,
  mapOf,
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

type DiscountRow = Omit<DiscountOnAll, 'grossMinor'> & { amount: number };

type LineRow = Omit<Line, 'unitGrossMinor' | 'discount'> & {
  unitAmount: number;
  discount?: DiscountRow;
};

/**
 * As a payment lies in the table: of its sums the minor units, what came as it came, and its lines
 * in the words of the API.
 */
type PaymentRow = Omit<
  Payment,
  | 'lines'
  | 'discounts'
  | 'amountPaid'
  | 'paidOtherwise'
  | 'amountRefunded'
  | 'amountReserved'
  | 'amountDisputed'
> & {
  lines?: LineRow[];
  discounts?: DiscountRow[];
  amountPaid?: AnyMoney;
  amountRefunded: number;
  amountReserved: number;
  amountDisputed?: number;
};

const discount = mapWith<DiscountRow>({ amount: count });

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
  lines: optional(listOf(mapWith<LineRow>({ unitAmount: count, discount: optional(discount) }))),
  discounts: optional(listOf(discount)),
  kind: optional(oneOf('sale', 'deposit')),
  deposits: optional(listOf(mapWith<UsedDeposit>({ invoiceId: text, grossMinor: count }))),
  checkAt: optional(instant),
  completedAt: optional(instant),
  ownerId: optional(text),
  closing: optional(oneOf('cancelled', 'expired')),
  amountPaid: optional(mapWith<AnyMoney>({ minor: whole, currency: anyText })),
  declinedAt: optional(listOf(instant)),
  ended: optional(mapOf(instant)),
  respondedInMs: optional(count),
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
  const { lines, discounts, ...row } = readRow({ ...nobody, ...item });
  const { amountPaid, amountRefunded, amountReserved, amountDisputed, ...rest } = row;
  const { currency } = rest.amount;
  const came = amountPaid && cameAs(amountPaid, currency);
  return {
    ...rest,
    ...(lines && { lines: lines.map(lineFrom) }),
    ...(discounts && { discounts: discounts.map(discountFrom) }),
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
    lines: payment.lines?.map(rowOfLine),
    discounts: payment.discounts?.map(rowOfDiscount),
    amountPaid,
    amountRefunded: payment.amountRefunded.minor,
    amountReserved: payment.amountReserved.minor,
    amountDisputed: amountDisputed?.minor,
  };
}

const lineFrom = ({ unitAmount, discount, ...rest }: LineRow): Line => ({
  ...rest,
  unitGrossMinor: unitAmount,
  ...(discount && { discount: discountFrom(discount) }),
});

const rowOfLine = ({ unitGrossMinor, discount, ...rest }: Line): LineRow => ({
  ...rest,
  unitAmount: unitGrossMinor,
  discount: discount && rowOfDiscount(discount),
});

const discountFrom = ({ amount, ...rest }: DiscountRow): DiscountOnAll => ({
  ...rest,
  grossMinor: amount,
});

const rowOfDiscount = ({ grossMinor, ...rest }: DiscountOnAll): DiscountRow => ({
  ...rest,
  amount: grossMinor,
});

/** The payment that has paid for an order. */
export const orderClaimFrom = stored<{ paymentId: string }>({ paymentId: text });

export const openPaymentsFrom = stored<Pick<OpenPayments, 'version' | 'entries' | 'started'>>({
  version: count,
  entries: listOf(mapWith<OpenEntry>({ paymentId: text, wish: hash, namesPayer: flag })),
  started: optional(mapWith<NonNullable<OpenPayments['started']>>({ day, count })),
});
