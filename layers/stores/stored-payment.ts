import type { Payment } from '#domain/payments/payment';
import type { OpenEntry, OpenPayments } from '#domain/payments/payment-store';
import { paymentStatuses } from '#vocabulary/payments';
import {
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

/** Of a row that does not say who asked for the payment: whoever had the link, who may least. */
const nobody = { initiator: { kind: 'link', isCustomer: false } };

const readPayment = stored<Payment>({
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
  amountPaid: optional(
    mapWith<NonNullable<Payment['amountPaid']>>({ minor: whole, currency: text }),
  ),
  notificationTokenHash: optional(hash),
  isDuplicate: optional(flag),
  amountRefunded: count,
  amountReserved: count,
  refundState: oneOf('none', 'partial', 'full'),
  dispute: nullOr(oneOf('open', 'won', 'lost')),
  version: count,
});

/** @throws CorruptRowError for a row that is not as it must be: a fault of ours, never the caller's. */
export const paymentFrom = (item: Item): Payment => readPayment({ ...nobody, ...item });

/** Which payment has paid for an order. */
export const orderClaimFrom = stored<{ paymentId: string }>({ paymentId: text });

export const openPaymentsFrom = stored<Pick<OpenPayments, 'version' | 'entries'>>({
  version: count,
  entries: listOf(mapWith<OpenEntry>({ paymentId: text, wish: hash, namesPayer: flag })),
});
