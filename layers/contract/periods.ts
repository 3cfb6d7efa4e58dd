import * as z from 'zod/mini';
import type { Period, PeriodLine } from '#domain/billing-periods/period';
import type { Money } from '#domain/money';
import type { Meter } from '#domain/usage/usage-event';
import * as part from './parts.ts';
import { month } from './usage-reports.ts';

export const periodQuery = z.strictObject({ customerId: z.optional(part.customerId) });

/** Minor units; negative for credit. */
const signedAmount = z.int();

const sum = z.object({ amount: signedAmount, currency: part.currency });

const traffic = z.object({ bytes: z.int() });

/**
 * Storage weighted by time: a GB (10^9 bytes) for an hour is a GB-hour, with six decimals, rounded
 * down. Byte-milliseconds are exact, and too large for a double: digits.
 */
const storage = z.object({
  gbHours: z.number(),
  byteMilliseconds: z.string().check(z.regex(/^\d+$/)),
});

const used = z.union([traffic, storage]);

/** What bills a month: GB started above the limit, of all projects together. */
const billed = { limitBytes: z.int(), gb: z.int(), unitAmount: z.nullable(z.int()) };

export const periodLine = z.object({
  /** `correction`: for an earlier month, due to events that arrived after it was closed. */
  kind: z.enum(['overage', 'correction']),
  month,
  meter: z.enum(['traffic', 'storage']),
  projectId: z.string(),
  /** The project's part of the started GB; negative when too many had been billed. */
  gb: z.int(),
  unitAmount: z.int(),
  ...sum.shape,
  /** By the customer's calendar, `2026-11-03`; without empty days. */
  days: z.record(z.string(), used),
});

export const periodView = z.object({
  customerId: z.string(),
  month,
  /** Half open, at midnight in the customer's zone. */
  from: part.timestamp,
  to: part.timestamp,
  closedAt: part.timestamp,
  /** The plan at the month's end; it never changes. */
  plan: z.string(),
  currency: part.currency,
  /** `flagged`: the counters differed from the raw events, which are what is billed. */
  recount: z.enum(['confirmed', 'flagged']),
  meters: z.object({
    traffic: z.object({ ...traffic.shape, ...billed }),
    /** Its limit applies to the average, in bytes, rounded up. */
    storage: z.object({ ...storage.shape, averageBytes: z.int(), ...billed }),
  }),
  lines: z.array(periodLine),
  /** Carried over, by currency: negative for credit, positive for an amount too small to pay. */
  carriedIn: z.array(sum),
  /** The invoiced amounts, with VAT: none when nothing, or too little, is owed. */
  due: z.array(sum),
  /** Carried to the next period. */
  carriedOut: z.array(sum),
});

export function viewPeriod(period: Period): z.infer<typeof periodView> {
  const { terms, lines, carriedIn, due, carriedOut } = period;
  return {
    customerId: period.customerId,
    month: period.month,
    from: period.from,
    to: period.to,
    closedAt: period.closedAt,
    plan: terms.planId,
    currency: terms.currency,
    recount: period.recount,
    meters: viewMeters(period),
    lines: lines.map(viewLine),
    carriedIn: carriedIn.map(viewSum),
    due: due.map(viewSum),
    carriedOut: carriedOut.map(viewSum),
  };
}

/** An amount in the meter's unit, as in `ProjectUsage`. */
export const viewUsed = (meter: Meter, amount: bigint): z.infer<typeof used> =>
  meter === 'traffic' ? viewTraffic(amount) : viewStorage(amount);

const viewTraffic = (amount: bigint) => ({ bytes: Number(amount) });

/** Byte-milliseconds in a millionth of a GB-hour. */
const microGbHour = 3_600_000_000n;

const viewStorage = (amount: bigint) => ({
  gbHours: Number(amount / microGbHour) / 1e6,
  byteMilliseconds: String(amount),
});

function viewMeters({ terms, billed: { used, gb }, from, to }: Period) {
  const usedOn = (meter: Meter): bigint =>
    used.filter((use) => use.meter === meter).reduce((all, { amount }) => all + BigInt(amount), 0n);
  const billedOn = (meter: Meter) => ({
    limitBytes: terms.limitBytes[meter],
    gb: gb[meter],
    unitAmount: terms.pricePerGb[meter] ?? null,
  });
  const stored = usedOn('storage');
  const lasted = BigInt(Date.parse(to) - Date.parse(from));
  const averageBytes = Number((stored + lasted - 1n) / lasted);
  return {
    traffic: { ...viewTraffic(usedOn('traffic')), ...billedOn('traffic') },
    storage: { ...viewStorage(stored), averageBytes, ...billedOn('storage') },
  };
}

const viewLine = ({ unitPriceMinor, amount, days, ...line }: PeriodLine) => ({
  kind: line.kind,
  month: line.month,
  meter: line.meter,
  projectId: line.projectId,
  gb: line.gb,
  unitAmount: unitPriceMinor,
  ...viewSum(amount),
  days: Object.fromEntries(
    Object.entries(days)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, used]) => [day, viewUsed(line.meter, BigInt(used))]),
  ),
});

const viewSum = ({ minor, currency }: Money) => ({ amount: minor, currency });
