import { divideRounded, perUnit, tenThousandths } from '../quantity.ts';

/** Millionths of the major unit: EN 16931 as France reads it has six decimals in a price. */
const priceDecimals = 6;

/** How many units a price may be for: one, or as many as make six decimals suffice. */
const baseQuantities = [1, 1_000, 1_000_000, 1_000_000_000];

export type UnitPrice = {
  /** Net, in millionths of the currency's major unit, for `priceBaseQuantity` units. */
  unitNetMicros: number;
  /** EN 16931, BT-149. Absent: the price is for one. */
  priceBaseQuantity?: number;
};

/**
 * The price that, times the quantity, rounds to the line's net: `BT-131 = BT-129 × BT-146 ÷ BT-149`.
 *
 * For ten thousand units and more six decimals may be too coarse for that; the price is then stated
 * for a thousand, or a million. What is taken back has a quantity below zero, never a price (BR-27).
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
