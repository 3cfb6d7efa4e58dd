/**
 * Why a try to pay was declined, in words of ours that do not change. `declined` is all that is said
 * of a lost or stolen card, of suspected fraud, and of whatever a provider does not explain: a
 * thief must not learn more.
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
