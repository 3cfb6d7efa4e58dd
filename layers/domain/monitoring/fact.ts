import type { Counts, LatencyKey, SeriesKey } from './counters.ts';

/** Something that happened to a payment, and what it counts. */
export type Fact = {
  /** The same fact always has the same name, and no other one has it. */
  name: string;
  paymentId: string;
  /** ISO 8601 UTC: when it happened, whenever it is counted. */
  at: string;
  series?: { key: SeriesKey; counts: Partial<Counts> };
  durations?: readonly { key: LatencyKey; ms: number }[];
  invoice?: {
    state: 'awaited' | 'issued' /** The name of the fact that there is one. */;
    issuedBy: string;
  };
  /** On a later UTC day than that on which the payment was asked for. */
  isOlder: boolean;
};
