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
  /** Wrong amount or currency received: a person must look. */
  'review',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** Actions that a partner may ask of the buyer; Stripe's own `sdk` is not one of them. */
export const plainActions = ['redirect', 'qr', 'push'] as const;

export type PlainAction = (typeof plainActions)[number];
