import { type ExemptionReason, franchiseCode } from './exemption.ts';
import type { Seller } from './invoice.ts';

/** What of the seller decides how a line is taxed. */
export type TaxedSeller = Pick<Seller, 'vatNumber' | 'defaultVatRate' | 'defaultExemption'>;

/**
 * At which rate a line is taxed, and why where none is charged: what it says itself, or else the
 * seller's default. Without a VAT number the seller charges none, whatever the line says (CGI 293 B).
 */
export function taxOf(
  line: { vatRate?: number; exemption?: ExemptionReason },
  { vatNumber, defaultVatRate, defaultExemption }: TaxedSeller,
): { vatRate: number; reason?: ExemptionReason } {
  if (vatNumber === undefined) return { vatRate: 0, reason: { code: franchiseCode } };
  const vatRate = line.vatRate ?? defaultVatRate;
  if (vatRate !== 0) return { vatRate };
  return { vatRate, reason: line.exemption ?? defaultExemption };
}
