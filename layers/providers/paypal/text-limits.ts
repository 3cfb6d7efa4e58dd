/** In characters: PayPal's limits (developer.paypal.com/docs/api/orders/v2, payments/v2). */
export const payPalTextLimits = {
  description: 127,
  brandName: 127,
  noteToPayer: 255,
} as const;
