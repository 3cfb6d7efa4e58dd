import { isFrenchVatRate } from '#vocabulary/vat-rates';
import type { InvoiceContent } from '../invoice.ts';
import type { Tax } from '../line.ts';
import { type BrokenRule, isNamed, unless } from './broken-rule.ts';
import { type VatCategory, vatBreakdown, vatCategoryOf } from './vat-breakdown.ts';

/** Rates and categories, and who may use them. */
export function taxRules(content: InvoiceContent): BrokenRule[] {
  const { lines, allowances = [], totals } = content;
  const taxes: Tax[] = [...lines, ...allowances, ...totals.vatGroups];
  const groups = vatBreakdown(totals.vatGroups);
  const categories = groups.map(({ category }) => category);
  return [
    ...unless(
      taxes.every(({ vatRate }) => isFrenchVatRate(vatRate)),
      'BR-FR-16',
      'a VAT rate is none of France’s',
    ),
    ...unless(
      taxes.every(({ vatRate, exemption }) => vatRate === 0 || exemption === undefined),
      'BR-S-10',
      'what is taxed has a reason for no VAT',
    ),
    ...groups
      .filter(({ category }) => category !== 'S' && category !== 'Z')
      .flatMap(({ category, reason, code }) =>
        unless(isNamed(reason ?? code), `BR-${partOf(category)}-10`, 'no reason for no VAT'),
      ),
    ...unless(
      !categories.includes('O') || taxes.every((tax) => vatCategoryOf(tax) === 'O'),
      'BR-O-11',
      'what is outside the scope of VAT is mixed with what is within',
    ),
    ...categories.flatMap((category) => identityRules(category, content)),
  ];
}

/** As the rules are named: category K is "intra-community". */
const partOf = (category: VatCategory): string => (category === 'K' ? 'IC' : category);

/** Whose VAT numbers a category requires. */
function identityRules(category: VatCategory, { seller, customer }: InvoiceContent): BrokenRule[] {
  const hasSellers = seller.vatNumber !== undefined;
  const hasBuyers = customer.vatNumber !== undefined;
  switch (category) {
    case 'S':
      return unless(hasSellers, 'BR-S-02', 'VAT is charged without a VAT number');
    case 'AE':
      return unless(
        hasSellers && (hasBuyers || customer.siren !== undefined),
        'BR-AE-02',
        'reverse charge needs the numbers of both',
      );
    case 'K':
      return [
        ...unless(hasSellers && hasBuyers, 'BR-IC-02', 'within the EU both have a VAT number'),
      ];
    case 'G':
      return unless(hasSellers, 'BR-G-02', 'an export needs the seller’s VAT number');
    case 'E':
    case 'Z':
    case 'O':
      return [];
  }
}
