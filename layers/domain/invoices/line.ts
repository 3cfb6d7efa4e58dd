import { timesQuantity } from '../quantity.ts';
import type { Exemption, ExemptionReason } from './exemption.ts';

/** Whether goods are delivered or services rendered (CGI ann. II art. 242 nonies A, I 8° bis). */
export type Supplies = 'goods' | 'services';

/** What is taken off, with VAT, in minor units of the sale's currency. */
export type Discount = { reason: string; grossMinor: number };

/**
 * Taken off the whole: divided among all lines by their amounts, or among those of one rate, in
 * basis points.
 */
export type DiscountOnAll = Discount & { vatRate?: number };

/**
 * A thing that is sold: in a payment's order, in a closed month, in every sale that an invoice is
 * made of. Amounts are with VAT, in minor units of the sale's currency.
 */
export type Line = {
  description: string;
  /** Up to four decimals; negative for a return. */
  quantity: number;
  unitGrossMinor: number;
  /** Basis points; the seller's default rate when absent. */
  vatRate?: number;
  /** Why the rate is 0; the seller's default reason when absent. */
  exemption?: ExemptionReason;
  /** Taken off this line. */
  discount?: Discount;
  /** The seller's own kind when absent. */
  supplies?: Supplies;
};

/** How a line is taxed: the rate in basis points, 2000 is 20 %, and the reason when it is 0. */
export type Tax = { vatRate: number; exemption?: Exemption };

/** A line of a sale whose seller is known. */
export type TaxedLine = Omit<Line, keyof Tax> & Tax;

/** Quantity times price, rounded half away from zero. */
export const priceOf = ({
  quantity,
  unitGrossMinor,
}: Pick<Line, 'quantity' | 'unitGrossMinor'>): number => timesQuantity(unitGrossMinor, quantity);

/** A line's amount: its price less its discount. */
export const grossOf = (line: Pick<Line, 'quantity' | 'unitGrossMinor' | 'discount'>): number =>
  priceOf(line) - (line.discount?.grossMinor ?? 0);
