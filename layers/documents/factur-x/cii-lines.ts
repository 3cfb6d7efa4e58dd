import { vatCategoryOf } from '#domain/invoices/e-invoice/vat-breakdown';
import type { InvoiceContent, InvoiceLine } from '#domain/invoices/invoice';
import type { Tax } from '#domain/invoices/line';
import type { Currency } from '#domain/money';
import { amountElement, percent, priceOf } from './cii-values.ts';
import { element, textElement, type Xml } from './xml.ts';

/** UN/ECE Recommendation 20: one piece. The content model knows no other unit. */
const piece = { unitCode: 'C62' };

/** BG-25: the lines as printed, in their order. */
export const lineItems = ({ lines, currency }: InvoiceContent): Xml =>
  lines.map((line, index) => lineItem(line, index + 1, currency)).join('');

const lineItem = (line: InvoiceLine, number: number, currency: Currency): Xml =>
  element(
    'ram:IncludedSupplyChainTradeLineItem',
    element('ram:AssociatedDocumentLineDocument', textElement('ram:LineID', String(number))),
    element('ram:SpecifiedTradeProduct', textElement('ram:Name', line.description)),
    element(
      'ram:SpecifiedLineTradeAgreement',
      element(
        'ram:NetPriceProductTradePrice',
        textElement('ram:ChargeAmount', priceOf(line.unitNetMicros)),
        textElement('ram:BasisQuantity', line.priceBaseQuantity?.toString(), piece),
      ),
    ),
    element(
      'ram:SpecifiedLineTradeDelivery',
      textElement('ram:BilledQuantity', String(line.quantity), piece),
    ),
    element(
      'ram:SpecifiedLineTradeSettlement',
      element('ram:ApplicableTradeTax', ...taxOf(line)),
      lineDiscount(line, currency),
      element(
        'ram:SpecifiedTradeSettlementLineMonetarySummation',
        amountElement('ram:LineTotalAmount', line.netMinor, currency),
      ),
    ),
  );

/** BG-27. */
const lineDiscount = ({ discount }: InvoiceLine, currency: Currency): Xml =>
  discount === undefined ? '' : allowance(discount, currency);

/** A discount, of a line or with its tax of the whole invoice. */
export const allowance = (
  { netMinor, reason }: { netMinor: number; reason: string },
  currency: Currency,
  tax?: Tax,
): Xml =>
  element(
    'ram:SpecifiedTradeAllowanceCharge',
    element('ram:ChargeIndicator', textElement('udt:Indicator', 'false')),
    amountElement('ram:ActualAmount', netMinor, currency),
    textElement('ram:Reason', reason),
    tax === undefined ? '' : element('ram:CategoryTradeTax', ...taxOf(tax)),
  );

/** What is outside the scope of VAT has no rate, not even 0 (BR-O-05). */
function taxOf(tax: Tax): Xml[] {
  const category = vatCategoryOf(tax);
  return [
    textElement('ram:TypeCode', 'VAT'),
    textElement('ram:CategoryCode', category),
    textElement('ram:RateApplicablePercent', category === 'O' ? '' : percent(tax.vatRate)),
  ];
}
