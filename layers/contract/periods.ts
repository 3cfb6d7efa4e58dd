import * as z from 'zod/mini';
import type { Period, PeriodLine } from '#domain/billing-periods/period';
import type { Money } from '#domain/money';
import type { Meter } from '#domain/usage/usage-event';
import * as part from './parts.ts';
import { month } from './usage-reports.ts';

export const periodQuery = z.strictObject({ customerId: z.optional(part.customerId) });

/** Minor units; below zero it is credit. */
const signedAmount = z.int();

const sum = z.object({ amount: signedAmount, currency: part.currency });

const traffic = z.object({ bytes: z.int() });

/**
 * What was stored, weighted by how long: a GB (10^9 bytes) for an hour is a GB-hour, told with six
 * decimals, rounded down. Byte-milliseconds are exact, and more than a double holds: digits.
 */
const storage = z.object({
  gbHours: z.number(),
  byteMilliseconds: z.string().check(z.regex(/^\d+$/)),
});

const used = z.union([traffic, storage]);

/** What a month is billed by: GB that were begun above the limit, of all projects together. */
const billed = { limitBytes: z.int(), gb: z.int(), unitAmount: z.nullable(z.int()) };

export const periodLine = z.object({
  /** `correction`: of an earlier month, by what came in after its close. */
  kind: z.enum(['overage', 'correction']),
  month,
  meter: z.enum(['traffic', 'storage']),
  projectId: z.string(),
  /** The project's share of the started GB; below zero where too many had been billed. */
  gb: z.int(),
  unitAmount: z.int(),
  ...sum.shape,
  /** By the customer's calendar, `2026-11-03`; days without usage are left out. */
  days: z.record(z.string(), used),
});

export const periodView = z.object({
  customerId: z.string(),
  month,
  /** Half open, by the midnights of the customer's zone. */
  from: part.timestamp,
  to: part.timestamp,
  closedAt: part.timestamp,
  /** As it was at the month's end; it never changes. */
  plan: z.string(),
  currency: part.currency,
  /** `flagged`: the counters said something else than the raw events, which are what is billed. */
  recount: z.enum(['confirmed', 'flagged']),
  meters: z.object({
    traffic: z.object({ ...traffic.shape, ...billed }),
    /** Its limit is held against the average, in bytes, rounded up. */
    storage: z.object({ ...storage.shape, averageBytes: z.int(), ...billed }),
  }),
  lines: z.array(periodLine),
  /** From the period before, by currency: credit below zero, or what was too little to be paid. */
  carriedIn: z.array(sum),
  /** What is invoiced, with VAT: none where nothing is owed, or too little to be paid. */
  due: z.array(sum),
  /** What the next period goes on with. */
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
    used.filter((one) => one.meter === meter).reduce((all, { amount }) => all + BigInt(amount), 0n);
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
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([day, used]) => [day, viewUsed(line.meter, BigInt(used))]),
  ),
});

const viewSum = ({ minor, currency }: Money) => ({ amount: minor, currency });
