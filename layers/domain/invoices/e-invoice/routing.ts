import { isSiren } from '#vocabulary/company-numbers';
import { isCountry } from '#vocabulary/countries';
import type { InvoiceContent, InvoiceParty, Seller } from '../invoice.ts';

/** How the tax administration's platforms treat an invoice (note BAR, BR-FR-20). */
export type Nature = 'B2B' | 'B2BINT' | 'B2C';

/** An electronic address with its scheme: 0225 is the French directory's, EM a mailbox. */
export type ElectronicAddress = { scheme: '0225' | 'EM'; value: string };

/** BR-FR-25. */
const addressLengthMax = 125;

/**
 * The country of a buyer (BT-55, required): of the address, or else of the VAT number; the seller's
 * own for a buyer who gave neither, since the sale is taxed there.
 */
export function countryOf({ address, vatNumber }: InvoiceParty, seller: Seller): string {
  const given = [address?.country, countryOfVat(vatNumber)];
  return given.find((code) => code !== undefined && isCountry(code)) ?? seller.address.country;
}

/** Greece and Northern Ireland have prefixes of their own. */
function countryOfVat(vatNumber: string | undefined): string | undefined {
  const prefix = vatNumber?.slice(0, 2);
  return prefix === 'EL' ? 'GR' : prefix === 'XI' ? 'GB' : prefix;
}

/** The buyer's SIREN (BT-47): the one given, or else a company's from its French VAT number. */
export function sirenOf({ kind, siren, vatNumber }: InvoiceParty): string | undefined {
  const [, contained = ''] = /^FR\d{2}(\d{9})$/.exec(vatNumber ?? '') ?? [];
  return siren ?? (kind === 'company' && isSiren(contained) ? contained : undefined);
}

/**
 * Undefined for a French company without a SIREN: B2B requires one (BR-FR-11), and it is no
 * consumer.
 */
export function natureOf({ customer, seller }: InvoiceContent): Nature | undefined {
  if (customer.kind === 'person') return 'B2C';
  if (sirenOf(customer) !== undefined) return 'B2B';
  return countryOf(customer, seller) === 'FR' ? undefined : 'B2BINT';
}

/** BT-34: the address that every company has in the French directory. */
export const sellerAddressOf = ({ siren }: Seller): ElectronicAddress => ({
  scheme: '0225',
  value: siren,
});

/**
 * BT-49, required of every invoice (BR-FR-12): the directory's for a company with a SIREN, its
 * mailbox for everybody else. A mailbox that is too long for the rules is replaced by the seller's,
 * who has the real one: a buyer always gets an invoice.
 */
export function buyerAddressOf({ customer, seller }: InvoiceContent): ElectronicAddress {
  const siren = sirenOf(customer);
  if (customer.kind === 'company' && siren !== undefined) return { scheme: '0225', value: siren };
  const isTooLong = customer.email.length > addressLengthMax;
  return { scheme: 'EM', value: isTooLong ? seller.email : customer.email };
}
