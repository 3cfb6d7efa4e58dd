/**
 * Divides a total that is the rounded sum of `grosses × 10000 ÷ divisor`: every part gets its exact
 * share, rounded down or up, and the parts add up.
 *
 * Uses exact shares, not proportions of the total: when parts cancel out (a discount as large as
 * its line), a proportion would enlarge one unit of rounding without limit.
 */
export function shareAmount(total: number, grosses: readonly number[], divisor: number): number[] {
  const exact = grosses.map((gross) => BigInt(gross) * 10_000n);
  return roundToSum(total, exact, BigInt(divisor));
}

/**
 * Splits `total` in proportion to weights whose sum is not negative; the parts add up exactly. With
 * whole weights of at least `total`, no part is farther from zero than its weight.
 */
export function shareByWeight(total: number, weights: readonly number[]): number[] {
  const weightSum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (weightSum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  return roundToSum(
    total,
    weights.map((weight) => BigInt(total) * BigInt(weight)),
    weightSum,
  );
}

/**
 * Rounds each `exact ÷ divisor` down, and those with the largest remainders up: the first of equal
 * ones, since sorting is stable.
 */
function roundToSum(total: number, exact: readonly bigint[], divisor: bigint): number[] {
  const shares = exact.map((value) => Number(floorDivide(value, divisor)));
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - floorDivide(value, divisor) * divisor }))
    .sort((a, b) => Number(b.remainder - a.remainder));
  const left = total - shares.reduce((a, b) => a + b, 0);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = shares[index]! + 1;
  return shares;
}

/** The divisor must be positive. */
const floorDivide = (dividend: bigint, divisor: bigint): bigint =>
  dividend >= 0n ? dividend / divisor : -((-dividend + divisor - 1n) / divisor);
