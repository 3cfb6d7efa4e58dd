import { isVatPrefix } from '#vocabulary/company-numbers';
import { isCountry } from '#vocabulary/countries';
import type { InvoiceContent } from '../invoice.ts';
import { type BrokenRule, isNamed, unless } from './broken-rule.ts';
import { buyerAddressOf, sellerAddressOf } from './routing.ts';

/** Who sold and who bought. */
export const partyRules = (content: InvoiceContent): BrokenRule[] => [
  ...sellerRules(content),
  ...buyerRules(content),
];

function sellerRules({ seller }: InvoiceContent): BrokenRule[] {
  return [
    ...unless(isNamed(seller.name), 'BR-06', 'the seller has no name'),
    ...unless(isCountry(seller.address.country), 'BR-CL-14', 'the seller’s country is unknown'),
    ...unless(isNineDigits(seller.siren), 'BR-FR-10', 'the seller’s SIREN has not nine digits'),
    ...unless(
      /^\d{14}$/.test(seller.siret) && seller.siret.startsWith(seller.siren),
      'BR-FR-09',
      'the seller’s SIRET is wrong or belongs to another SIREN',
    ),
    ...vatIdRule(seller.vatNumber, 'seller'),
    ...unless(isNamed(sellerAddressOf(seller).value), 'BR-FR-13', 'the seller has no address'),
  ];
}

/** A private person has neither SIREN nor VAT number, and breaks none of these rules. */
function buyerRules(content: InvoiceContent): BrokenRule[] {
  const { customer } = content;
  return [
    ...unless(isNamed(customer.name), 'BR-07', 'the buyer has no name'),
    ...unless(
      customer.siren === undefined || isNineDigits(customer.siren),
      'BR-FR-32',
      'the buyer’s SIREN has not nine digits',
    ),
    ...vatIdRule(customer.vatNumber, 'buyer'),
    ...unless(
      customer.deliveryAddress === undefined || isCountry(customer.deliveryAddress.country),
      'BR-57',
      'the country that goods went to is unknown',
    ),
    ...unless(isNamed(buyerAddressOf(content).value), 'BR-FR-12', 'the buyer has no address'),
  ];
}

/** As the rules want it; the check digits are asked for where a number comes in. */
const isNineDigits = (siren: string): boolean => /^\d{9}$/.test(siren);

const vatIdRule = (vatNumber: string | undefined, who: string): BrokenRule[] =>
  unless(
    vatNumber === undefined || isVatPrefix(vatNumber.slice(0, 2)),
    'BR-CO-09',
    `the ${who}’s VAT number begins with no country`,
  );
