import type { Currency } from './currencies.ts';

/** `null` means no limit. */
type PlanLimits = {
  teams: number | null;
  members: number | null;
  projects: number | null;
  /** Processors, in tenths at the finest. */
  cpu: number;
  /** Memory, which is counted in steps of 1 024: 6 GB are 6 144 MB. */
  memoryMb: number;
  /** Bytes; a GB is 10^9 of them, a MB 10^6. */
  trafficBytesPerMonth: number;
  storageBytes: number;
  customDomains: boolean;
};

/** Minor units by currency; an absent currency is not accepted. */
type Prices = Partial<Record<Currency, number>>;

export type Plan = {
  /** The id that callers pay for as `planId`. */
  id: string;
  name: string;
  /** Per month with VAT; all zero for the plan that customers start on and fall back to. */
  pricePerMonth: Prices;
  /** With VAT, for each GB (10^9 bytes) started above the limit; absent when it is not sold. */
  overagePerGb?: { traffic: Prices; storage: Prices };
  limits: PlanLimits;
};
