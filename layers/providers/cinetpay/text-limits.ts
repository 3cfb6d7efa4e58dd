/**
 * In characters. CinetPay documents no limits; these are usual database columns, so that a long
 * description never makes a payment fail.
 */
export const cinetPayTextLimits = {
  description: 255,
  name: 100,
  address: 255,
  city: 100,
  postalCode: 20,
} as const;
