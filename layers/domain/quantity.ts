/**
 * Quantities have up to four decimals and nine digits before them (EN 16931 requires no more), so a
 * double distinguishes them all. Arithmetic uses whole ten-thousandths.
 */
const decimalsMax = 4;

const quantityMax = 999_999_999.9999;

/** The number of ten-thousandths in one: `2.5` is 25000 of them. */
export const perUnit = 10n ** BigInt(decimalsMax);

export const tenThousandths = (quantity: number): bigint =>
  BigInt(Math.round(quantity * Number(perUnit)));

/** Negative for a return, never zero. */
export const isQuantity = (value: number): boolean =>
  value !== 0 &&
  Math.abs(value) <= quantityMax &&
  Number(tenThousandths(value)) / Number(perUnit) === value;

/** Rounds half away from zero, as EN 16931 does; the divisor must be positive. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const rounded = (2n * abs(dividend) + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/** A quantity at a price, in whole units of the price. */
export const timesQuantity = (price: number, quantity: number): number =>
  Number(divideRounded(BigInt(price) * tenThousandths(quantity), perUnit));

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
