/**
 * Why an attempt to pay was declined, in our own fixed codes. A lost or stolen card, suspected
 * fraud and unexplained declines are all just `declined`: a thief must not learn more.
 */
export const declineCodes = [
  'declined',
  'insufficient_funds',
  'expired',
  'incorrect_details',
  'authentication_failed',
  'limit_exceeded',
  'try_again',
] as const;
export type DeclineCode = (typeof declineCodes)[number];

/** `at` is ISO 8601 UTC: when the provider declined. */
export type Decline = { at: string; code: DeclineCode };
