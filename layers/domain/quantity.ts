/**
 * Quantities have up to four decimals and nine digits before them (EN 16931 asks for no more), so a
 * double holds each one exactly enough to be told from its neighbours. Arithmetic is in whole
 * ten-thousandths.
 */
const decimalsMax = 4;

const quantityMax = 999_999_999.9999;

/** What a quantity counts in: `2.5` is 25000 ten-thousandths. */
export const perUnit = 10n ** BigInt(decimalsMax);

export const tenThousandths = (quantity: number): bigint =>
  BigInt(Math.round(quantity * Number(perUnit)));

/** Below zero for what is taken back, never zero. */
export const isQuantity = (value: number): boolean =>
  value !== 0 &&
  Math.abs(value) <= quantityMax &&
  Number(tenThousandths(value)) / Number(perUnit) === value;

/** Rounded half away from zero, as EN 16931 rounds; the divisor is above zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const rounded = (2n * abs(dividend) + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/** A quantity at a price, in whole units of the price. */
export const timesQuantity = (price: number, quantity: number): number =>
  Number(divideRounded(BigInt(price) * tenThousandths(quantity), perUnit));

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
