import type { ExemptionCategory } from '../exemption.ts';
import type { VatGroup } from '../invoice.ts';
import type { Tax } from '../line.ts';

/** VAT category of EN 16931 (UNCL 5305): standard, zero, or why there is none. */
export type VatCategory = 'S' | 'Z' | ExemptionCategory;

/** VAT of one category and rate (EN 16931: BG-23). */
export type VatBreakdown = {
  category: VatCategory;
  vatRate: number;
  netMinor: number;
  vatMinor: number;
  /** BT-120 and BT-121: why there is no VAT. */
  reason?: string;
  code?: string;
};

export const vatCategoryOf = ({ vatRate, exemption }: Tax): VatCategory =>
  vatRate > 0 ? 'S' : (exemption?.category ?? 'Z');

/**
 * VAT by category and rate. An invoice prints one group for each reason, EN 16931 has one for each
 * category (BR-E-01 and its kin): reasons are joined, and several codes are not named, since only
 * one would fit.
 */
export function vatBreakdown(groups: readonly VatGroup[]): VatBreakdown[] {
  const byCategory = Map.groupBy(groups, (group) => `${vatCategoryOf(group)} ${group.vatRate}`);
  return [...byCategory.values()].map((members): VatBreakdown => {
    const reasons = new Set(members.flatMap(({ exemption }) => exemption?.text ?? []));
    const codes = new Set(members.map(({ exemption }) => exemption?.code));
    const [code] = codes;
    return {
      category: vatCategoryOf(members[0]!),
      vatRate: members[0]!.vatRate,
      netMinor: members.reduce((sum, { netMinor }) => sum + netMinor, 0),
      vatMinor: members.reduce((sum, { vatMinor }) => sum + vatMinor, 0),
      ...(reasons.size > 0 && { reason: [...reasons].join(' ; ') }),
      ...(codes.size === 1 && code !== undefined && { code }),
    };
  });
}
