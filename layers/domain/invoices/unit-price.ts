import { divideRounded, perUnit, tenThousandths } from '../quantity.ts';

/** Millionths of the major unit: EN 16931 as used in France allows six decimals in a price. */
const priceDecimals = 6;

/** The number of units that a price is for: one, or as many as make six decimals sufficient. */
const baseQuantities = [1, 1_000, 1_000_000, 1_000_000_000];

export type UnitPrice = {
  /** Net, in millionths of the currency's major unit, for `priceBaseQuantity` units. */
  unitNetMicros: number;
  /** EN 16931, BT-149. Absent: the price is for one. */
  priceBaseQuantity?: number;
};

/**
 * Returns the price that, times the quantity, rounds to the line's net: `BT-131 = BT-129 × BT-146 ÷
 * BT-149`.
 *
 * From ten thousand units on, six decimals may be too coarse; the price is then for a thousand or a
 * million units. A return has a negative quantity, never a negative price (BR-27).
 */
export function unitPrice(netMinor: number, quantity: number, decimals: number): UnitPrice {
  for (const base of baseQuantities) {
    const scale = 10n ** BigInt(priceDecimals - decimals) * BigInt(base) * perUnit;
    const count = tenThousandths(Math.abs(quantity));
    const amount = BigInt(Math.abs(netMinor));
    const price = divideRounded(amount * scale, count);
    if (divideRounded(price * count, scale) === amount)
      return { unitNetMicros: Number(price), ...(base > 1 && { priceBaseQuantity: base }) };
  }
  throw new Error('no price with six decimals makes the amount of the line');
}
