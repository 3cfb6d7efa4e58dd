import {
  buyerAddressOf,
  countryOf,
  type ElectronicAddress,
  sellerAddressOf,
  sirenOf,
} from '#domain/invoices/e-invoice/routing';
import type { InvoiceContent, PostalAddress } from '#domain/invoices/invoice';
import { invoiceWords } from '../invoice-words.ts';
import { legalFormOf } from '../written-seller.ts';
import { element, textElement, type Xml } from './xml.ts';

/** Schemes of ISO 6523: SIREN and SIRET. */
const sirenScheme = { schemeID: '0002' };
const siretScheme = { schemeID: '0009' };

/** @param hasVatIds false for what is outside the scope of VAT: such an invoice names none (BR-O-02). */
export function sellerParty({ seller, locale }: InvoiceContent, hasVatIds: boolean): Xml {
  return element(
    'ram:SellerTradeParty',
    textElement('ram:GlobalID', seller.siret, siretScheme),
    textElement('ram:Name', seller.name),
    textElement('ram:Description', legalFormOf(seller, invoiceWords[locale].capital)),
    element('ram:SpecifiedLegalOrganization', textElement('ram:ID', seller.siren, sirenScheme)),
    contact(seller),
    postalAddress(seller.address),
    electronicAddress(sellerAddressOf(seller)),
    seller.vatNumber === undefined
      ? // The franchise: a tax registration is required all the same (BR-E-02).
        taxRegistration(seller.siren, 'FC')
      : taxRegistration(hasVatIds ? seller.vatNumber : undefined, 'VA'),
  );
}

export function buyerParty(content: InvoiceContent, hasVatIds: boolean): Xml {
  const { customer, seller } = content;
  return element(
    'ram:BuyerTradeParty',
    textElement('ram:Name', customer.name),
    element(
      'ram:SpecifiedLegalOrganization',
      textElement('ram:ID', sirenOf(customer), sirenScheme),
    ),
    contact(customer),
    postalAddress({ ...customer.address, country: countryOf(customer, seller) }),
    electronicAddress(buyerAddressOf(content)),
    taxRegistration(hasVatIds ? customer.vatNumber : undefined, 'VA'),
  );
}

/** BG-15: where the goods went; always of a supply within the EU (BR-IC-12). */
export const deliveryParty = ({ customer, seller }: InvoiceContent): Xml =>
  element(
    'ram:ShipToTradeParty',
    textElement('ram:Name', customer.name),
    postalAddress(
      customer.deliveryAddress ?? { ...customer.address, country: countryOf(customer, seller) },
    ),
  );

const contact = ({ phone, email }: { phone?: string; email: string }): Xml =>
  element(
    'ram:DefinedTradeContact',
    element('ram:TelephoneUniversalCommunication', textElement('ram:CompleteNumber', phone)),
    element('ram:EmailURIUniversalCommunication', textElement('ram:URIID', email)),
  );

const postalAddress = (address: Partial<PostalAddress> & { country: string }): Xml =>
  element(
    'ram:PostalTradeAddress',
    textElement('ram:PostcodeCode', address.postalCode),
    textElement('ram:LineOne', address.street),
    textElement('ram:LineTwo', address.street2),
    textElement('ram:CityName', address.city),
    textElement('ram:CountryID', address.country),
  );

const electronicAddress = ({ scheme, value }: ElectronicAddress): Xml =>
  element('ram:URIUniversalCommunication', textElement('ram:URIID', value, { schemeID: scheme }));

const taxRegistration = (id: string | undefined, scheme: 'VA' | 'FC'): Xml =>
  element('ram:SpecifiedTaxRegistration', textElement('ram:ID', id, { schemeID: scheme }));
