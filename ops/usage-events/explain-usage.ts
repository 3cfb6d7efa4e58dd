import type { Month } from '#domain/calendar/month';
import type { UsageStores } from '../target.ts';

export type Meter = 'traffic' | 'storage';

/** An accepted event, as it was stored. */
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

/** What a project used of a meter on a day, in the meter's smallest unit. */
export type DayUsed = { meter: Meter; projectId: string; day: string; amount: bigint };

export type Explained = {
  days: DayUsed[];
  /** In the units in which the API shows it. */
  inUnits(meter: Meter, amount: bigint): Record<string, number | string>;
};

export type AskedMonth = {
  customerId: string;
  month: Month;
  /** ISO 8601 UTC: what was received from then on is left out. */
  receivedBefore: string;
  onDayRead: (done: number, all: number) => void;
};

/** The raw events behind a customer's month, each once, and in the end what they add up to. */
export type ExplainUsage = (
  stores: UsageStores,
  asked: AskedMonth,
) => AsyncGenerator<UsageEvent, Explained, undefined>;
