/** Nothing returns to `pending_payment`; money that comes late makes any of them `in_progress`. */
export const orderStatuses = [
  'pending_payment',
  'in_progress',
  'fulfilled',
  'cancelled',
  'refunded',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];
