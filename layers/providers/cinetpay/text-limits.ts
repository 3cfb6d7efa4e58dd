/**
 * In characters. CinetPay documents none of them; these are what a column of a database usually
 * holds, so that a long description never costs the payment.
 */
export const cinetPayTextLimits = {
  description: 255,
  name: 100,
  address: 255,
  city: 100,
  postalCode: 20,
} as const;
