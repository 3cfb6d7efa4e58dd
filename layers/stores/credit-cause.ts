import type { Cancellation, CreditCause, Replacement } from '#domain/invoices/invoice-store';
import { type Check, count, mapWith, text } from './fields.ts';

const isRefund = mapWith<{ refundId: string }>({ refundId: text });
const isLoss = mapWith<{ lostMinor: number }>({ lostMinor: count });

const isCancellation = mapWith<Cancellation>({
  cancelled: (value): value is true => value === true,
});

const isReplacement = mapWith<Replacement>({ replacedBy: text });

/** One of four, each with its own field. */
export const creditCause: Check<CreditCause> = (value): value is CreditCause =>
  isRefund(value) || isLoss(value) || isCancellation(value) || isReplacement(value);
