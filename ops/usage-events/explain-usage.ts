import type { Month } from '#domain/calendar/month';
import type { UsageStores } from '../target.ts';

export type Meter = 'traffic' | 'storage';

/** An accepted event, as stored. */
export type UsageEvent = {
  id: string;
  source: string;
  projectId: string;
  meter: Meter;
  bytes: number;
  /** ISO 8601 UTC. */
  time: string;
  /** The customer's calendar day, `2026-11-03`. */
  day: string;
  receivedAt: string;
};

/** A project's usage of a meter on one day, in the meter's smallest unit. */
export type DayUsed = { meter: Meter; projectId: string; day: string; amount: bigint };

export type Explained = {
  days: DayUsed[];
  /** The amount in the units that the API shows. */
  inUnits(meter: Meter, amount: bigint): Record<string, number | string>;
};

export type AskedMonth = {
  customerId: string;
  month: Month;
  /** ISO 8601 UTC; events received at this time or later are left out. */
  receivedBefore: string;
  onDayRead: (done: number, all: number) => void;
};

/** The raw events of a customer's month, each once, followed by their sums. */
export type ExplainUsage = (
  stores: UsageStores,
  asked: AskedMonth,
) => AsyncGenerator<UsageEvent, Explained, undefined>;
