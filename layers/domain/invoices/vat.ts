import { divideRounded } from '../quantity.ts';
import type { InvoiceAllowance, InvoiceLine, InvoiceTotals, VatGroup } from './invoice.ts';
import { type Discount, type DiscountOnAll, grossOf, type Tax, type TaxedLine } from './line.ts';
import { shareAmount, shareByWeight } from './shares.ts';
import { unitPrice } from './unit-price.ts';

export type SplitSale = {
  lines: InvoiceLine[];
  allowances: InvoiceAllowance[];
  totals: Omit<InvoiceTotals, 'paidMinor' | 'dueMinor'>;
};

/**
 * Splits what was paid into net and VAT, by rate, without losing or adding a unit.
 *
 * The paid amount is fixed: for each rate, net is the gross divided by one plus the rate, rounded
 * half up, and VAT is the rest. VAT equals the rounded product of net and rate (EN 16931, BR-CO-17)
 * whenever some net allows that, and otherwise differs by one unit. Lines and discounts divide
 * their rate's net: each gets its exact net, rounded down or up so that they add up.
 */
export function splitVat(
  sale: { lines: readonly TaxedLine[]; allowances?: readonly DiscountOnAll[] },
  decimals: number,
): SplitSale {
  const lines: InvoiceLine[] = [];
  const allowances: InvoiceAllowance[] = [];
  const vatGroups: VatGroup[] = [];
  for (const group of groupsOf(sale)) {
    const { taxed, members, discounts } = group;
    const lineGrosses = members.map(({ line }) => grossOf(line));
    const grosses = [...lineGrosses, ...discounts.map(({ grossMinor }) => -grossMinor)];
    const grossMinor = sum(grosses);
    const netMinor = netOf(grossMinor, taxed.vatRate);
    vatGroups.push({ ...taxed, netMinor, vatMinor: grossMinor - netMinor });
    const nets = shareAmount(netMinor, grosses, 10_000 + taxed.vatRate);
    members.forEach(({ line, index }, i) => {
      lines[index] = invoiceLine(line, nets[i]!, decimals);
    });
    discounts.forEach((discount, i) => {
      allowances.push({ ...discount, ...taxed, netMinor: -nets[members.length + i]! });
    });
  }
  vatGroups.sort((a, b) => b.vatRate - a.vatRate);
  const netMinor = sum(vatGroups.map((group) => group.netMinor));
  const vatMinor = sum(vatGroups.map((group) => group.vatMinor));
  const totals = { netMinor, vatMinor, grossMinor: netMinor + vatMinor, vatGroups };
  return { lines, allowances, totals };
}

/**
 * Net of a gross amount in whole minor units, rounded half away from zero. If any net makes VAT the
 * exact rounded product of net and rate, this one does.
 */
export const netOf = (grossMinor: number, vatRate: number): number =>
  Number(divideRounded(BigInt(grossMinor) * 10_000n, BigInt(10_000 + vatRate)));

/** VAT of a net amount, rounded half away from zero to whole minor units. */
export const vatOf = (netMinor: number, vatRate: number): number =>
  Number(divideRounded(BigInt(netMinor) * BigInt(vatRate), 10_000n));

type Group = {
  taxed: Tax;
  members: { line: TaxedLine; index: number }[];
  discounts: Discount[];
};

/** Lines of one rate and reason, with their shares of the discounts on the whole. */
function groupsOf(sale: {
  lines: readonly TaxedLine[];
  allowances?: readonly DiscountOnAll[];
}): Group[] {
  const indexed = sale.lines.map((line, index) => ({ line, index }));
  const groups = [...Map.groupBy(indexed, ({ line }) => keyOfTax(line)).values()].map(
    (members): Group => {
      const { vatRate, exemption } = members[0]!.line;
      return { taxed: { vatRate, ...(exemption && { exemption }) }, members, discounts: [] };
    },
  );
  const [ofOneRate, ofAll] = [true, false].map((isOfOne) =>
    (sale.allowances ?? []).filter(({ vatRate }) => (vatRate !== undefined) === isOfOne),
  );
  for (const allowance of [...ofOneRate!, ...ofAll!]) shareDiscount(allowance, groups);
  return groups;
}

/** The same for what is taxed alike: one rate, one reason. */
export const keyOfTax = ({ vatRate, exemption }: Tax): string =>
  [vatRate, exemption?.category, exemption?.code, exemption?.text].join('|');

function shareDiscount({ reason, grossMinor, vatRate }: DiscountOnAll, groups: Group[]): void {
  const matching = groups.filter(({ taxed }) => vatRate === undefined || taxed.vatRate === vatRate);
  const left = matching.map(
    ({ members, discounts }) =>
      sum(members.map(({ line }) => grossOf(line))) -
      sum(discounts.map((discount) => discount.grossMinor)),
  );
  const shares = shareByWeight(
    grossMinor,
    left.map((weight) => Math.max(weight, 0)),
  );
  for (const [i, share] of shares.entries())
    if (share > 0) matching[i]!.discounts.push({ reason, grossMinor: share });
}

function invoiceLine(line: TaxedLine, netMinor: number, decimals: number): InvoiceLine {
  const { description, quantity, vatRate, exemption, discount, supplies } = line;
  // Rounded separately: the line's price absorbs the rest, so that price less discount is the net.
  const discountNet = discount ? netOf(discount.grossMinor, vatRate) : 0;
  return {
    description,
    quantity,
    ...unitPrice(netMinor + discountNet, quantity, decimals),
    vatRate,
    ...(exemption && { exemption }),
    ...(supplies && { supplies }),
    ...(discount && { discount: { ...discount, netMinor: discountNet } }),
    netMinor,
    grossMinor: grossOf(line),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
