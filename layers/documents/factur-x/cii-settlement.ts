import { writtenDate } from '#domain/calendar/written';
import { dueDateOf, paidInFullBy, taxPointOf } from '#domain/invoices/e-invoice/framework';
import { type VatBreakdown, vatBreakdown } from '#domain/invoices/e-invoice/vat-breakdown';
import type { InvoiceContent } from '#domain/invoices/invoice';
import { toDecimalString } from '#domain/money';
import { invoiceWords } from '../invoice-words.ts';
import { allowance } from './cii-lines.ts';
import { amountElement, dayElement, percent } from './cii-values.ts';
import { element, textElement, type Xml } from './xml.ts';

/** BG-16 to BG-23: currencies, payment, VAT and totals, in the order of the schema. */
export function settlement(content: InvoiceContent): Xml {
  const { currency, payment, number, period, allowances = [], totals } = content;
  return element(
    'ram:ApplicableHeaderTradeSettlement',
    textElement('ram:PaymentReference', payment?.id ?? number),
    textElement('ram:TaxCurrencyCode', currency === 'EUR' ? '' : 'EUR'),
    textElement('ram:InvoiceCurrencyCode', currency),
    paymentMeans(content),
    ...vatBreakdown(totals.vatGroups).map((group) => tradeTax(group, content)),
    period === undefined
      ? ''
      : element(
          'ram:BillingSpecifiedPeriod',
          dayElement('ram:StartDateTime', period.from),
          dayElement('ram:EndDateTime', period.to),
        ),
    ...allowances.map((discount) => allowance(discount, currency, discount)),
    paymentTerms(content),
    summation(content),
    earlierInvoices(content),
  );
}

/** UNCL 4461: card, cash, transfer. All others are paid through an online service. */
const meansCodes: Record<string, string> = { card: '48', cash: '10', transfer: '42' };

const onlineService = '68';

/** An invoice that is still to be paid is paid by its link, whatever the buyer then chooses. */
const paymentMeans = ({ payment, locale }: InvoiceContent): Xml =>
  element(
    'ram:SpecifiedTradeSettlementPaymentMeans',
    textElement('ram:TypeCode', meansCodes[payment?.method ?? ''] ?? onlineService),
    textElement(
      'ram:Information',
      payment && (invoiceWords[locale].methods[payment.method] ?? payment.method),
    ),
  );

const tradeTax = (group: VatBreakdown, content: InvoiceContent): Xml =>
  element(
    'ram:ApplicableTradeTax',
    amountElement('ram:CalculatedAmount', group.vatMinor, content.currency),
    textElement('ram:TypeCode', 'VAT'),
    textElement('ram:ExemptionReason', group.reason),
    amountElement('ram:BasisAmount', group.netMinor, content.currency),
    textElement('ram:CategoryCode', group.category),
    textElement('ram:ExemptionReasonCode', group.code),
    textElement('ram:DueDateTypeCode', taxPointOf(content)),
    textElement('ram:RateApplicablePercent', group.category === 'O' ? '' : percent(group.vatRate)),
  );

/** The printed term stands in words beside the day of payment, where there is one. */
function paymentTerms(content: InvoiceContent): Xml {
  const { locale, dueDate } = content;
  const words = invoiceWords[locale];
  const paid = paidInFullBy(content);
  const terms = paid && `${words.paidStamp} ${words.paidOn(writtenDate(paid.paidDate, locale))}`;
  return element(
    'ram:SpecifiedTradePaymentTerms',
    textElement(
      'ram:Description',
      terms && `${terms}. ${words.term(writtenDate(dueDate, locale))}`,
    ),
    dayElement('ram:DueDateDateTime', dueDateOf(content)),
  );
}

function summation({ lines, allowances, totals, currency, vatInEuro }: InvoiceContent): Xml {
  const amount = (name: string, minor: number) => amountElement(name, minor, currency);
  const sum = (parts: readonly { netMinor: number }[]) =>
    parts.reduce((total, { netMinor }) => total + netMinor, 0);
  return element(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    amount('ram:LineTotalAmount', sum(lines)),
    allowances === undefined ? '' : amount('ram:AllowanceTotalAmount', sum(allowances)),
    amount('ram:TaxBasisTotalAmount', totals.netMinor),
    taxTotal(totals.vatMinor, currency),
    // CGI art. 289 IV and BR-FR-CO-12: stated in euro even when it is nothing.
    currency === 'EUR' ? '' : taxTotal(vatInEuro?.vatMinor ?? 0, 'EUR'),
    amount('ram:GrandTotalAmount', totals.grossMinor),
    totals.paidMinor === 0 ? '' : amount('ram:TotalPrepaidAmount', totals.paidMinor),
    amount('ram:DuePayableAmount', totals.dueMinor),
  );
}

/**
 * BG-3: number and day of the invoice that a credit note corrects (BR-FR-CO-05), and of each
 * deposit that a final invoice subtracts.
 */
const earlierInvoices = ({ corrects, deposits = [] }: InvoiceContent): Xml =>
  [...(corrects ? [corrects] : []), ...deposits]
    .map(({ number, issueDate }) =>
      element(
        'ram:InvoiceReferencedDocument',
        textElement('ram:IssuerAssignedID', number),
        element(
          'ram:FormattedIssueDateTime',
          textElement('qdt:DateTimeString', issueDate.replaceAll('-', ''), {
            'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
            format: '102',
          }),
        ),
      ),
    )
    .join('');

const taxTotal = (minor: number, currency: InvoiceContent['currency']): Xml =>
  textElement('ram:TaxTotalAmount', toDecimalString({ minor, currency }), { currencyID: currency });
