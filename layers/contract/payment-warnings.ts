import * as z from 'zod/mini';
import type { PaymentWarning } from '#domain/payments/payment-warnings';

/** What to know before one pays. */
export const paymentWarning = z.object({
  code: z.enum(['payment_processing']),
  paymentId: z.nullable(z.string()),
  detail: z.string(),
});

const details = {
  payment_processing:
    'Another payment of this invoice is being processed: its money is on its way. Wait for it, or the invoice is paid twice.',
} as const satisfies Record<PaymentWarning['code'], string>;

export const viewWarning = ({
  code,
  paymentId,
}: PaymentWarning): z.infer<typeof paymentWarning> => ({
  code,
  paymentId: paymentId ?? null,
  detail: details[code],
});
