import type { Month } from '../calendar/month.ts';
import type { Counter } from '../usage/counter.ts';

/**
 * Events come 35 days late at most, and may wait for their counting: two months after it a month is
 * still looked at.
 */
export const monthsCorrected = 2;

/** Counters by customer and month (`windowOf`), read before the raw events were. */
export type CountersRead = ReadonlyMap<string, readonly Counter[]>;

export const windowOf = (customerId: string, month: Month): string => `${customerId} ${month}`;
