import { type ExemptionReason, franchiseCode } from './exemption.ts';
import type { Seller } from './invoice.ts';
import type { Line } from './line.ts';

/** The seller's settings that decide how a line is taxed. */
export type TaxedSeller = Pick<Seller, 'vatNumber' | 'defaultVatRate' | 'defaultExemption'>;

/**
 * Returns a line's rate, and the reason when it is 0: the line's own, or else the seller's default.
 * Without a VAT number the rate is always 0 (CGI 293 B).
 */
export function taxOf(
  line: Pick<Line, 'vatRate' | 'exemption'>,
  { vatNumber, defaultVatRate, defaultExemption }: TaxedSeller,
): { vatRate: number; reason?: ExemptionReason } {
  if (vatNumber === undefined) return { vatRate: 0, reason: { code: franchiseCode } };
  const vatRate = line.vatRate ?? defaultVatRate;
  if (vatRate !== 0) return { vatRate };
  return { vatRate, reason: line.exemption ?? defaultExemption };
}
