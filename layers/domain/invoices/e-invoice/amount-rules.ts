import { decimalsOf } from '../../money.ts';
import { divideRounded, isQuantity, perUnit, tenThousandths } from '../../quantity.ts';
import type { InvoiceContent, InvoiceLine } from '../invoice.ts';
import { vatOf } from '../vat.ts';
import { type BrokenRule, isNamed, unless } from './broken-rule.ts';
import { vatBreakdown, vatCategoryOf } from './vat-breakdown.ts';

/** Lines and totals, exact to the unit: the official rules forgive a whole euro, these do not. */
export const amountRules = (content: InvoiceContent): BrokenRule[] => [
  ...unless(content.lines.length > 0, 'BR-16', 'it has no line'),
  ...content.lines.flatMap((line, index) => lineRules(line, index, content)),
  ...discountRules(content),
  ...groupRules(content),
  ...totalRules(content),
  ...depositRules(content),
];

function lineRules(
  line: InvoiceLine,
  index: number,
  { currency }: Pick<InvoiceContent, 'currency'>,
): BrokenRule[] {
  const which = `line ${index + 1}`;
  const { quantity, discount } = line;
  return [
    ...unless(isNamed(line.description), 'BR-25', `${which} has no description`),
    ...unless(isQuantity(quantity), 'BR-FR-DEC-02', `${which} has no quantity of four decimals`),
    ...unless(
      Number.isSafeInteger(line.unitNetMicros) && line.unitNetMicros >= 0,
      'BR-27',
      `${which} has a price below zero`,
    ),
    ...unless(
      productOf(line, decimalsOf(currency)) === line.netMinor + (discount?.netMinor ?? 0),
      'BT-131',
      `quantity times price is not the amount of ${which}`,
    ),
  ];
}

/** Quantity times unit price, in minor units (BT-129 × BT-146 ÷ BT-149). */
function productOf(
  { quantity, unitNetMicros, priceBaseQuantity = 1 }: InvoiceLine,
  decimals: number,
) {
  const scale = 10n ** BigInt(6 - decimals) * perUnit * BigInt(priceBaseQuantity);
  return Number(divideRounded(BigInt(unitNetMicros) * tenThousandths(quantity), scale));
}

function discountRules({ lines, allowances = [] }: InvoiceContent): BrokenRule[] {
  const onLines = lines.flatMap(({ discount }) => discount ?? []);
  return [
    ...unless(
      onLines.every(({ reason }) => isNamed(reason)),
      'BR-42',
      'a discount of a line has no reason',
    ),
    ...unless(
      allowances.every(({ reason }) => isNamed(reason)),
      'BR-33',
      'a discount of the whole has no reason',
    ),
    ...unless(
      [...onLines, ...allowances].every(({ netMinor }) => netMinor >= 0),
      'BR-31',
      'a discount is below zero',
    ),
  ];
}

/** Net of each VAT group, and its VAT to the unit that decision 0005 leaves open. */
function groupRules({ lines, allowances = [], totals }: InvoiceContent): BrokenRule[] {
  const keyOf = (tax: Parameters<typeof vatCategoryOf>[0]) =>
    `${vatCategoryOf(tax)} ${tax.vatRate}`;
  const nets = new Map<string, number>();
  const add = (key: string, minor: number) => nets.set(key, (nets.get(key) ?? 0) + minor);
  for (const line of lines) add(keyOf(line), line.netMinor);
  for (const allowance of allowances) add(keyOf(allowance), -allowance.netMinor);
  const groups = vatBreakdown(totals.vatGroups);
  return [
    ...unless(
      groups.length === nets.size &&
        groups.every(
          ({ category, vatRate, netMinor }) => nets.get(`${category} ${vatRate}`) === netMinor,
        ),
      'BR-S-08',
      'the lines of a rate do not add up to its net',
    ),
    ...unless(
      groups.every(
        ({ netMinor, vatRate, vatMinor }) => Math.abs(vatOf(netMinor, vatRate) - vatMinor) <= 1,
      ),
      'BR-CO-17',
      'the VAT of a rate is not its net times the rate',
    ),
  ];
}

function totalRules({ lines, allowances = [], totals, currency, vatInEuro }: InvoiceContent) {
  const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
  const { netMinor, vatMinor, grossMinor, paidMinor, dueMinor, vatGroups } = totals;
  const net =
    sum(lines.map((line) => line.netMinor)) - sum(allowances.map((less) => less.netMinor));
  return [
    ...unless(
      [net, vatMinor, grossMinor, paidMinor, dueMinor].every(Number.isSafeInteger),
      'BR-FR-DEC-01',
      'an amount is no whole number of minor units',
    ),
    ...unless(net === netMinor, 'BR-CO-13', 'lines less discounts are not the net total'),
    ...unless(
      sum(vatGroups.map((group) => group.vatMinor)) === vatMinor,
      'BR-CO-14',
      'the VAT of the rates does not add up',
    ),
    ...unless(netMinor + vatMinor === grossMinor, 'BR-CO-15', 'net and VAT are not the total'),
    ...unless(
      grossMinor - paidMinor === dueMinor,
      'BR-CO-16',
      'total less paid is not what is due',
    ),
    ...unless(
      currency === 'EUR' || vatMinor === 0 || vatInEuro !== undefined,
      'BR-FR-CO-12',
      'VAT in another currency is not stated in euro',
    ),
  ];
}

/** What deposits paid is part of what is paid, and a deposit subtracts none itself. */
function depositRules({ kind, deposits = [], totals }: InvoiceContent): BrokenRule[] {
  const paid = deposits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  return [
    ...unless(paid <= totals.paidMinor, 'BT-113', 'the deposits are more than what is paid'),
    ...unless(totals.dueMinor >= 0, 'BT-115', 'more is paid than the total'),
    ...unless(
      kind === 'invoice' || deposits.length === 0,
      'BR-FR-CO-08',
      'only a final invoice subtracts deposits',
    ),
  ];
}
