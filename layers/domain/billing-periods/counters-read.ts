import type { Month } from '../calendar/month.ts';
import type { Counter } from '../usage/counter.ts';

/**
 * Events may be 35 days late and then wait for counting, so a month is checked for two more months.
 */
export const monthsCorrected = 2;

/** Counters by customer and month (`windowOf`), read before the raw events were. */
export type CountersRead = ReadonlyMap<string, readonly Counter[]>;

export const windowOf = (customerId: string, month: Month): string => `${customerId} ${month}`;
