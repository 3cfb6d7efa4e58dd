import type { Refund } from './refund.ts';

/** How soon the provider is asked what has become of a refund that it was silent about. */
const waitMs = 15 * 60 * 1000;

/**
 * When to ask the provider unprompted, ISO 8601 UTC; undefined once the refund is over, or is a
 * person's to see to.
 */
export const nextRefundCheckAt = ({ status, updatedAt }: Refund): string | undefined =>
  status === 'requested' || status === 'pending'
    ? checkAfter(new Date(updatedAt)).toISOString()
    : undefined;

/** When to ask again after a check that has found nothing out. */
export const checkAfter = (checkedAt: Date): Date => new Date(checkedAt.getTime() + waitMs);
