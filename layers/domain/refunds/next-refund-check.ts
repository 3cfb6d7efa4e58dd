import type { Refund } from './refund.ts';

/** How soon to ask the provider about a refund that it did not answer about. */
const waitMs = 15 * 60 * 1000;

/**
 * When to ask the provider unprompted, ISO 8601 UTC; undefined once the refund is over, or a person
 * has to make it.
 */
export const nextRefundCheckAt = ({ status, updatedAt }: Refund): string | undefined =>
  status === 'requested' || status === 'pending'
    ? checkAfter(new Date(updatedAt)).toISOString()
    : undefined;

/** When to ask again after a check without a result. */
export const checkAfter = (checkedAt: Date): Date => new Date(checkedAt.getTime() + waitMs);
