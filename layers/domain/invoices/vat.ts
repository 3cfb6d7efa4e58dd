import type { InvoiceLine, InvoiceTotals, VatGroup } from './invoice.ts';

/**
 * What was sold, as it was paid: amounts TTC in minor units, rates in basis points. The quantity is
 * below zero where something is given back.
 */
export type GrossLine = {
  description: string;
  quantity: number;
  unitGrossMinor: number;
  vatRate: number;
};

/**
 * Splits what was paid into net and VAT, by rate, without losing or inventing a unit.
 *
 * The amount paid is the anchor: for each rate, net is the gross divided by one plus the rate,
 * rounded half up, and VAT is the rest: the rounded product of net and rate (EN 16931, BR-CO-17)
 * wherever some net has one, one unit off at most elsewhere. Lines share their rate's net by largest
 * remainder, so that they add up to it.
 */
export function splitVat(
  grossLines: readonly GrossLine[],
  decimals: number,
): { lines: InvoiceLine[]; totals: Omit<InvoiceTotals, 'paidMinor' | 'dueMinor'> } {
  const lines: InvoiceLine[] = new Array(grossLines.length);
  const vatGroups: VatGroup[] = [];
  const indexed = grossLines.map((line, index) => ({ line, index }));
  for (const [vatRate, members] of Map.groupBy(indexed, ({ line }) => line.vatRate)) {
    const grosses = members.map(({ line }) => line.quantity * line.unitGrossMinor);
    const grossMinor = sum(grosses);
    const netMinor = netOf(grossMinor, vatRate);
    vatGroups.push({ vatRate, netMinor, vatMinor: grossMinor - netMinor });
    const nets = shareByLargestRemainder(netMinor, grosses);
    members.forEach(({ line, index }, position) => {
      lines[index] = {
        description: line.description,
        quantity: line.quantity,
        vatRate,
        netMinor: nets[position]!,
        grossMinor: grosses[position]!,
        unitNetMicros: unitPriceMicros(nets[position]!, line.quantity, decimals),
      };
    });
  }
  vatGroups.sort((a, b) => b.vatRate - a.vatRate);
  const netMinor = sum(vatGroups.map((group) => group.netMinor));
  const vatMinor = sum(vatGroups.map((group) => group.vatMinor));
  return { lines, totals: { netMinor, vatMinor, grossMinor: netMinor + vatMinor, vatGroups } };
}

/**
 * Net amount of a gross one, in whole minor units, rounded half up. Where any net makes VAT exactly
 * the rounded product of net and rate, it is this one.
 */
export const netOf = (grossMinor: number, vatRate: number): number =>
  divideHalfUp(BigInt(grossMinor) * 10_000n, BigInt(10_000 + vatRate));

/** VAT of a net amount, rounded half up to whole minor units. */
export const vatOf = (netMinor: number, vatRate: number): number =>
  divideHalfUp(BigInt(netMinor) * BigInt(vatRate), 10_000n);

/**
 * Splits `total` in proportion to `weights`, whose sum is not below zero; the parts add up to it
 * exactly. A weight below zero (a line that gives back) has a part below zero.
 */
export function shareByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const weightSum = BigInt(sum(weights));
  if (weightSum === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const shares = exact.map((value) => Number(floorDivide(value, weightSum)));
  const byRemainder = exact
    .map((value, index) => ({
      index,
      remainder: value - floorDivide(value, weightSum) * weightSum,
    }))
    .sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  for (let left = total - sum(shares), i = 0; left > 0; left--, i++) {
    const { index } = byRemainder[i]!;
    shares[index] = shares[index]! + 1;
  }
  return shares;
}

/**
 * Net price of one in millionths of the major unit: times the quantity it rounds to the line's net.
 * What is given back has a quantity below zero, never a price (EN 16931, BR-27).
 */
const unitPriceMicros = (netMinor: number, quantity: number, decimals: number): number =>
  divideHalfUp(
    BigInt(Math.abs(netMinor)) * 10n ** BigInt(6 - decimals),
    BigInt(Math.abs(quantity)),
  );

/** The divisor is positive. */
const floorDivide = (dividend: bigint, divisor: bigint): bigint =>
  dividend >= 0n ? dividend / divisor : -((-dividend + divisor - 1n) / divisor);

/** Both are positive. */
const divideHalfUp = (dividend: bigint, divisor: bigint): number =>
  Number((2n * dividend + divisor) / (2n * divisor));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
