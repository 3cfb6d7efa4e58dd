import * as z from 'zod/mini';
import type { Refund } from '#domain/refunds/refund';
import * as part from './parts.ts';

/** Without an amount, everything that remains is refunded. */
export const requestRefundRequest = z.strictObject({
  amount: z.optional(part.amount),
  /** For the shop's own people: no buyer and no provider sees it. */
  reason: part.text(500),
  /** For the buyer: printed in the refund mail; PayPal shows it too, Stripe shows none. */
  noteToBuyer: z.optional(part.text(255)),
});

export const refundView = z.object({
  id: z.string(),
  paymentId: z.string(),
  amount: part.amount,
  currency: part.currency,
  /** `manual`: the provider cannot do it, a person will. */
  status: z.enum(['pending', 'manual', 'succeeded', 'failed']),
  reason: z.string(),
  noteToBuyer: z.nullable(z.string()),
  failure: z.nullable(z.object({ code: z.string(), message: z.string() })),
  createdAt: part.timestamp,
  updatedAt: part.timestamp,
});

/** Callers see a refund as pending until the provider has answered. */
export const viewRefund = (refund: Refund): z.infer<typeof refundView> => ({
  id: refund.id,
  paymentId: refund.paymentId,
  amount: refund.amount.minor,
  currency: refund.amount.currency,
  status: refund.status === 'requested' ? 'pending' : refund.status,
  reason: refund.reason,
  noteToBuyer: refund.noteToBuyer ?? null,
  failure: refund.failure ?? null,
  createdAt: refund.createdAt,
  updatedAt: refund.updatedAt,
});
