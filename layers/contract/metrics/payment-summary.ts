import * as z from 'zod/mini';
import type { PaymentSummary } from '#domain/monitoring/payment-figures';
import * as part from '../parts.ts';

/** Rates and durations are texts, ready to be shown; null while there is nothing to tell. */
export const paymentSummary = z.object({
  totalPayments: z.int(),
  successCount: z.int(),
  failureCount: z.int(),
  successRate: z.nullable(z.string().check(z.regex(/^\d+\.\d\d%$/))),
  averageResponseTime: z.nullable(z.string().check(z.regex(/^\d+\.\d{3}s$/))),
  lastUpdated: z.nullable(part.timestamp),
});

/** @example { successRate: '94.67%', averageResponseTime: '0.234s', … } */
export const viewPaymentSummary = ({
  total,
  succeeded,
  failed,
  successRate,
  averageResponseMs,
  updatedAt,
}: PaymentSummary): z.infer<typeof paymentSummary> => ({
  totalPayments: total,
  successCount: succeeded,
  failureCount: failed,
  successRate: successRate === undefined ? null : `${(successRate * 100).toFixed(2)}%`,
  averageResponseTime:
    averageResponseMs === undefined ? null : `${(averageResponseMs / 1000).toFixed(3)}s`,
  lastUpdated: updatedAt ?? null,
});
