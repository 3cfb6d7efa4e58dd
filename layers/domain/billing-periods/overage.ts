import type { Span } from '../calendar/month.ts';
import { money } from '../money.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { MonthUsage, ProjectUsage } from './month-usage.ts';
import type { Billed, PeriodLine, Terms, UsedAmount } from './period.ts';

const meters: readonly Meter[] = ['traffic', 'storage'];

const gigabyte = 1_000_000_000n;

/** A byte's weight in the meter's unit: storage is weighted by the length of the month. */
const weightOf = (meter: Meter, { from, to }: Span): bigint =>
  meter === 'traffic' ? 1n : BigInt(to - from);

/**
 * GB started above the limit: none at the limit itself, one from the first unit above it.
 *
 * All in the meter's unit (see `ProjectUsage`).
 */
export function startedGb(used: bigint, { limit, gb }: { limit: bigint; gb: bigint }): number {
  const above = used - limit;
  return above <= 0n ? 0 : Number((above + gb - 1n) / gb);
}

/** The total to bill for a month, by its terms. */
export function billOf(usage: MonthUsage, terms: Terms): Billed {
  const gbOf = (meter: Meter): number => {
    if (terms.pricePerGb[meter] === undefined) return 0;
    const weight = weightOf(meter, usage.span);
    const limit = BigInt(terms.limitBytes[meter]) * weight;
    return startedGb(sumOf(projectsOn(meter, usage)), { limit, gb: gigabyte * weight });
  };
  return {
    used: usage.projects.filter(({ amount }) => amount > 0n).map(inDigits),
    gb: { traffic: gbOf('traffic'), storage: gbOf('storage') },
  };
}

/**
 * The lines that lead from the billed to the correct total of a month, split by project in
 * proportion to the usage added since. No line where the GB are equal.
 */
export function linesBetween(
  kind: PeriodLine['kind'],
  { before, after }: { before: Billed; after: Billed },
  { usage, terms }: { usage: MonthUsage; terms: Terms },
): PeriodLine[] {
  return meters.flatMap((meter) => {
    const gb = after.gb[meter] - before.gb[meter];
    const unitPriceMinor = terms.pricePerGb[meter];
    if (gb === 0 || unitPriceMinor === undefined) return [];
    const projects = projectsOn(meter, usage);
    const weights = projects.map((project) => changeOf(project, before.used));
    const shares = share(Math.abs(gb), weights).map((part) => part * Math.sign(gb));
    return projects.flatMap(({ projectId, days }, index) =>
      shares[index] === 0 || shares[index] === undefined
        ? []
        : [
            {
              kind,
              month: usage.month,
              meter,
              projectId,
              gb: shares[index],
              unitPriceMinor,
              amount: money(shares[index] * unitPriceMinor, terms.currency),
              days: daysInDigits(days),
            },
          ],
    );
  });
}

export const nothingBilled: Billed = { used: [], gb: { traffic: 0, storage: 0 } };

const projectsOn = (meter: Meter, { projects }: MonthUsage): ProjectUsage[] =>
  projects
    .filter((project) => project.meter === meter)
    .toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1));

const sumOf = (projects: readonly ProjectUsage[]): bigint =>
  projects.reduce((sum, { amount }) => sum + amount, 0n);

const inDigits = ({ meter, projectId, amount }: ProjectUsage): UsedAmount => ({
  meter,
  projectId,
  amount: String(amount),
});

const daysInDigits = (days: ProjectUsage['days']): Record<string, string> =>
  Object.fromEntries(Object.entries(days).map(([day, amount]) => [day, String(amount)]));

function changeOf({ meter, projectId, amount }: ProjectUsage, before: Billed['used']): bigint {
  const known = before.find((line) => line.meter === meter && line.projectId === projectId);
  const change = amount - BigInt(known?.amount ?? 0);
  return change < 0n ? -change : change;
}

/** Splits whole GB in proportion to the weights, by largest remainder; the parts add up. */
function share(total: number, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => BigInt(total) * weight);
  const shares = exact.map((value) => Number(value / sum));
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value % sum }))
    .toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = shares[index]! + 1;
  return shares;
}
