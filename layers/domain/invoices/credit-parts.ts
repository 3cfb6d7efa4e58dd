import type { VatGroup } from './invoice.ts';
import type { CreditedPart } from './invoice-store.ts';
import { shareByWeight } from './shares.ts';
import { netOf } from './vat.ts';

/**
 * Divides what is given back over the VAT groups of an invoice, by largest remainder against what
 * is not credited yet.
 *
 * Exact to the unit: however many credit notes there are, in no group do they exceed the invoice,
 * neither in net nor in VAT, and the one that credits the rest brings every group to 0. Net and VAT
 * of a group are split by what its credit notes reach together, so that roundings do not add up.
 *
 * @param credited what each earlier credit note took off, in the order of the groups.
 * @param grossMinor from 1 to what is left of the invoice.
 */
export function creditParts(
  groups: readonly VatGroup[],
  credited: readonly (readonly CreditedPart[])[],
  grossMinor: number,
): CreditedPart[] {
  const before = groups.map((_, index) => total(credited.map((parts) => parts[index]!)));
  const left = groups.map((group, index) => grossOfPart(group) - grossOfPart(before[index]!));
  const leftMinor = left.reduce((sum, minor) => sum + minor, 0);
  if (grossMinor < 1 || grossMinor > leftMinor)
    throw new Error('a credit note is of more than nothing, and never exceeds its invoice');
  // A group of returns is below zero; all that is left is above, so every share is within its group.
  const shares = shareByWeight(grossMinor, left);
  return groups.map((group, index) => partOf(group, before[index]!, shares[index]!));
}

/** What an invoice's credit notes have taken off it, in minor units with VAT. */
export const sumOfCredit = (notes: readonly { grossMinor: number }[]): number =>
  notes.reduce((sum, { grossMinor }) => sum + grossMinor, 0);

export const grossOfPart = ({ netMinor, vatMinor }: CreditedPart): number => netMinor + vatMinor;

function partOf(group: VatGroup, before: CreditedPart, grossMinor: number): CreditedPart {
  const reached = grossOfPart(before) + grossMinor;
  const wanted = netOf(reached, group.vatRate) - before.netMinor;
  const leftNet = group.netMinor - before.netMinor;
  const leftVat = group.vatMinor - before.vatMinor;
  // Neither net nor VAT may exceed what is left of it; so the last one gets exactly the rest.
  const [most, least] = [smaller(leftNet, grossMinor), grossMinor - leftVat];
  // In a group of returns everything is below zero.
  const netMinor =
    grossMinor < 0
      ? between(wanted, most, Math.min(0, least))
      : between(wanted, Math.max(0, least), most);
  return { netMinor, vatMinor: grossMinor - netMinor };
}

/** The nearer to zero; both have the same sign. */
const smaller = (one: number, other: number): number =>
  Math.abs(one) < Math.abs(other) ? one : other;

const between = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

const total = (parts: readonly CreditedPart[]): CreditedPart => ({
  netMinor: parts.reduce((sum, { netMinor }) => sum + netMinor, 0),
  vatMinor: parts.reduce((sum, { vatMinor }) => sum + vatMinor, 0),
});
