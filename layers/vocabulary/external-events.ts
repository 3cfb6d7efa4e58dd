/**
 * What an external backend tells of a payment. It sends nothing about refunds or disputes: people
 * make those, and record them here.
 */
export const externalEvents = [
  'payment.processing',
  'payment.succeeded',
  'payment.failed',
  'payment.cancelled',
  'payment.expired',
] as const;
