import { UnprocessableError } from '../errors.ts';
import { categoryOf } from '../invoices/exemption.ts';
import { type DiscountOnAll, grossOf, type Line, priceOf } from '../invoices/line.ts';
import { type TaxedSeller, taxOf } from '../invoices/line-tax.ts';
import type { Buyer, PaymentOrder, UsedDeposit } from './payment.ts';

/**
 * Refuses an order that no correct invoice could be made of, before anybody pays: an invoice gets
 * its number after the money has come, and must then be right.
 *
 * @throws UnprocessableError that names the first faulty line.
 */
export function requireBillable(
  {
    lines,
    discounts = [],
    deposits = [],
    amount,
    buyer,
  }: Pick<PaymentOrder, 'lines' | 'discounts' | 'deposits' | 'amount' | 'buyer'>,
  seller: TaxedSeller,
): void {
  if (!lines) {
    if (discounts.length > 0)
      throw new UnprocessableError(
        'lines_do_not_add_up',
        'Discounts are taken off lines: send both.',
      );
    if (deposits.length > 0)
      throw new UnprocessableError(
        'lines_do_not_add_up',
        'Deposits are subtracted from all that is sold: send its lines.',
      );
    return;
  }
  for (const [index, line] of lines.entries()) {
    requireTaxReason(line, { index, buyer, seller });
    requireDiscountWithin(line, index);
  }
  requireOneScope(lines, seller);
  requireSum(lines, discounts, deposits, amount.minor);
  requireRatesNotBelowZero(lines, discounts, seller);
}

function requireTaxReason(
  line: Line,
  { index, buyer, seller }: { index: number; buyer: Buyer; seller: TaxedSeller },
): void {
  const { vatRate, reason } = taxOf(line, seller);
  if (vatRate !== 0 && line.exemption)
    throw new UnprocessableError(
      'exemption_not_applicable',
      `lines[${index}] states an exemption and is taxed: send vatRate 0 with it.`,
    );
  if (vatRate === 0 && !reason)
    throw new UnprocessableError(
      'exemption_reason_missing',
      `lines[${index}] has VAT rate 0: say why in exemption (a VATEX code, or text), as the law requires on every invoice.`,
    );
  const isForTaxedBuyers = reason !== undefined && ['AE', 'K'].includes(categoryOf(reason));
  if (isForTaxedBuyers && buyer.vatNumber === undefined)
    throw new UnprocessableError(
      'buyer_vat_number_missing',
      `lines[${index}] is exempt because the buyer has a VAT number: send customer.vatNumber.`,
    );
}

/** EN 16931, BR-O-11: what is outside the scope of VAT has an invoice of its own. */
function requireOneScope(lines: Line[], seller: TaxedSeller): void {
  const isOutside = (line: Line) => categoryOf(taxOf(line, seller).reason ?? {}) === 'O';
  const within = lines.findIndex((line) => !isOutside(line));
  if (within >= 0 && lines.some(isOutside))
    throw new UnprocessableError(
      'exemption_not_applicable',
      `lines[${within}] is within the scope of VAT, others are outside: charge them apart.`,
    );
}

function requireDiscountWithin(line: Line, index: number): void {
  if (line.discount && line.discount.grossMinor > priceOf(line))
    throw new UnprocessableError(
      'discount_too_large',
      `The discount of lines[${index}] is more than the line, ${priceOf(line)}.`,
    );
}

/** Minor units of one line: the sum of the maximum number of lines stays exact. */
const lineMax = 1e12;

function requireSum(
  lines: Line[],
  discounts: DiscountOnAll[],
  deposits: UsedDeposit[],
  minor: number,
): void {
  const tooLarge = lines.findIndex((line) => Math.abs(priceOf(line)) > lineMax);
  if (tooLarge >= 0)
    throw new UnprocessableError(
      'lines_do_not_add_up',
      `lines[${tooLarge}] is larger than any payment can be.`,
    );
  const off = [...discounts, ...deposits].map(({ grossMinor }) => grossMinor);
  const sum = total(lines.map(grossOf)) - total(off);
  const less = [
    ...(discounts.length > 0 ? ['the discounts'] : []),
    ...(deposits.length > 0 ? ['the deposits'] : []),
  ].join(' and ');
  if (sum !== minor)
    throw new UnprocessableError(
      'lines_do_not_add_up',
      `The lines${less && ` less ${less}`} add up to ${sum}, the amount is ${minor}.`,
    );
}

/** VAT is due by rate, so the discounts at a rate must not exceed its sales. */
function requireRatesNotBelowZero(
  lines: Line[],
  discounts: DiscountOnAll[],
  seller: TaxedSeller,
): void {
  const left = new Map<number, number>();
  const add = (rate: number, minor: number) => left.set(rate, (left.get(rate) ?? 0) + minor);
  for (const line of lines) add(taxOf(line, seller).vatRate, grossOf(line));
  for (const { vatRate, grossMinor } of discounts)
    if (vatRate !== undefined) add(taxOf({ vatRate }, seller).vatRate, -grossMinor);
  for (const [rate, minor] of left)
    if (minor < 0)
      throw new UnprocessableError(
        'discount_too_large',
        `The discounts at VAT rate ${rate} exceed what is sold at it, by ${-minor}.`,
      );
}

const total = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
