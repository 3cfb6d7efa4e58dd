import { frameworkOf } from '#domain/invoices/e-invoice/framework';
import { notesOf } from '#domain/invoices/e-invoice/notes';
import { vatBreakdown } from '#domain/invoices/e-invoice/vat-breakdown';
import type { InvoiceContent } from '#domain/invoices/invoice';
import { lineItems } from './cii-lines.ts';
import { buyerParty, deliveryParty, sellerParty } from './cii-parties.ts';
import { settlement } from './cii-settlement.ts';
import { dayElement } from './cii-values.ts';
import { element, textElement, type Xml } from './xml.ts';

/** BT-24: the whole of EN 16931, and nothing besides. */
const profile = 'urn:cen.eu:en16931:2017';

/** BT-3 (UNTDID 1001). */
const typeCodes: Record<InvoiceContent['kind'], string> = {
  invoice: '380',
  credit_note: '381',
  deposit: '386',
};

const namespaces = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};

/**
 * The invoice for machines: UN/CEFACT Cross Industry Invoice D22B, profile EN 16931, with the
 * mentions that XP Z12-012 asks for.
 *
 * Pure: the same content gives the same text. Every figure is the content's own, so it equals what
 * the pages print; elements stand in the order of the schema.
 */
export function ciiInvoice(content: InvoiceContent): Xml {
  const declared = Object.entries(namespaces).map(([name, uri]) => ` xmlns:${name}="${uri}"`);
  const body = [context(content), exchangedDocument(content), transaction(content)].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice${declared.join('')}>${body}</rsm:CrossIndustryInvoice>\n`;
}

const context = (content: InvoiceContent): Xml =>
  element(
    'rsm:ExchangedDocumentContext',
    element(
      'ram:BusinessProcessSpecifiedDocumentContextParameter',
      textElement('ram:ID', frameworkOf(content)),
    ),
    element('ram:GuidelineSpecifiedDocumentContextParameter', textElement('ram:ID', profile)),
  );

const exchangedDocument = (content: InvoiceContent): Xml =>
  element(
    'rsm:ExchangedDocument',
    textElement('ram:ID', content.number),
    textElement('ram:TypeCode', typeCodes[content.kind]),
    dayElement('ram:IssueDateTime', content.issueDate),
    ...notesOf(content).map(({ subject, text }) =>
      element(
        'ram:IncludedNote',
        textElement('ram:Content', text),
        textElement('ram:SubjectCode', subject),
      ),
    ),
  );

function transaction(content: InvoiceContent): Xml {
  const categories = vatBreakdown(content.totals.vatGroups).map(({ category }) => category);
  const hasVatIds = !categories.includes('O');
  return element(
    'rsm:SupplyChainTradeTransaction',
    lineItems(content),
    element(
      'ram:ApplicableHeaderTradeAgreement',
      textElement('ram:BuyerReference', content.customer.service),
      sellerParty(content, hasVatIds),
      buyerParty(content, hasVatIds),
      element(
        'ram:BuyerOrderReferencedDocument',
        textElement('ram:IssuerAssignedID', content.customer.purchaseOrder),
      ),
    ),
    element(
      'ram:ApplicableHeaderTradeDelivery',
      categories.includes('K') || content.customer.deliveryAddress ? deliveryParty(content) : '',
      element(
        'ram:ActualDeliverySupplyChainEvent',
        dayElement('ram:OccurrenceDateTime', content.supplyDate),
      ),
    ),
    settlement(content),
  );
}
