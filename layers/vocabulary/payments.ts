/** What a buyer pays with. */
export const methods = ['card', 'paypal', 'mobile_money'] as const;

export type Method = (typeof methods)[number];

export const paymentStatuses = [
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'expired',
  /** Money came with the wrong amount or currency: a person must look. */
  'review',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** What a provider outside the house may have the buyer do; Stripe's own `sdk` is not among them. */
export const plainActions = ['redirect', 'qr', 'push'] as const;
