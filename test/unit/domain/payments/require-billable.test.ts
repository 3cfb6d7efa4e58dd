import fc from 'fast-check';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import type { Seller } from '#domain/invoices/invoice';
import type { DiscountOnAll, Line } from '#domain/invoices/line';
import { saleOfPayment } from '#domain/invoices/sale';
import { money } from '#domain/money';
import type { PaymentOrder } from '#domain/payments/payment';
import { requireBillable } from '#domain/payments/require-billable';
import { timesQuantity } from '#domain/quantity';
import { aCompletedPayment, anOrder } from '#test/payments';
import { aSeller } from '#test/sellers';

const aLine = (changes: Partial<Line> = {}): Line => ({
  description: 'Formation',
  quantity: 1,
  unitGrossMinor: 46_800,
  ...changes,
});

const orderOf = (lines: Line[], more: Partial<PaymentOrder> = {}) => anOrder({ lines, ...more });

const refusalOf = (order: PaymentOrder, seller: Partial<Seller> = {}): string | undefined => {
  try {
    requireBillable(order, aSeller(seller));
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

const invoiceOf = (lines: Line[], seller: Partial<Seller> = {}, locale: 'fr' | 'en' = 'fr') =>
  composeInvoice({
    sale: saleOfPayment(aCompletedPayment({ lines, locale }), aSeller(seller)),
    seller: aSeller(seller),
    number: 'FA-2026-000001',
    issuedAt: new Date('2026-11-21T10:06:00.000Z'),
  });

describe('a line without VAT says why [C6]', () => {
  const teaching = { code: 'VATEX-FR-CGI261-4' };

  test('or it cannot be paid', () => {
    expect(refusalOf(orderOf([aLine({ vatRate: 0 })]))).toBe('exemption_reason_missing');
    expect(refusalOf(orderOf([aLine({ vatRate: 0, exemption: teaching })]))).toBeUndefined();
    expect(refusalOf(orderOf([aLine({ vatRate: 0, exemption: { text: 'Export' } })]))).toBe(
      undefined,
    );
  });

  test('and a line with VAT has no reason', () => {
    for (const vatRate of [2000, undefined])
      expect(refusalOf(orderOf([aLine({ vatRate, exemption: teaching })]))).toBe(
        'exemption_not_applicable',
      );
  });

  test('and what is outside the scope of VAT is not mixed with what is within', () => {
    const outside = aLine({ vatRate: 0, exemption: { code: 'VATEX-EU-O' } });
    expect(refusalOf(orderOf([outside, outside], { amount: money(93_600, 'EUR') }))).toBe(
      undefined,
    );
    expect(refusalOf(orderOf([outside, aLine()]))).toBe('exemption_not_applicable');
    expect(refusalOf(orderOf([outside, aLine({ vatRate: 0, exemption: teaching })]))).toBe(
      'exemption_not_applicable',
    );
  });

  test('if the reason is the buyer’s VAT number, the number is required', () => {
    for (const code of ['VATEX-EU-AE', 'VATEX-EU-IC', 'VATEX-FR-AE']) {
      const order = orderOf([aLine({ vatRate: 0, exemption: { code } })]);
      expect(refusalOf(order)).toBe('buyer_vat_number_missing');
      const buyer = { ...order.buyer, vatNumber: 'DE123456789' };
      expect(refusalOf({ ...order, buyer })).toBeUndefined();
    }
  });

  test('a shop with only exempt lines states the reason once, in its configuration', () => {
    const shop = { defaultVatRate: 0, defaultExemption: { text: 'Exonération, art. 261 du CGI' } };
    expect(refusalOf(orderOf([aLine()]), shop)).toBeUndefined();
    const { mentions, totals } = invoiceOf([], shop);
    expect(mentions).toContain('Exonération, art. 261 du CGI');
    expect(totals.vatGroups).toMatchObject([{ exemption: { category: 'E' } }]);
  });

  test('a shop without a VAT number needs no reason: its invoices cite art. 293 B', () => {
    const franchise = { vatNumber: undefined, defaultVatRate: 0 };
    expect(refusalOf(orderOf([aLine({ vatRate: 0 })]), franchise)).toBeUndefined();
    const { mentions, lines } = invoiceOf([aLine({ vatRate: 0 })], franchise);
    expect(mentions.filter((mention) => mention.includes('293 B'))).toHaveLength(1);
    expect(lines[0]!.exemption).toMatchObject({ category: 'E', code: 'VATEX-FR-FRANCHISE' });
  });

  test('two reasons are two groups, each with its own text', () => {
    const lines = [
      aLine({ unitGrossMinor: 40_000, vatRate: 0, exemption: teaching }),
      aLine({ unitGrossMinor: 6800, vatRate: 0, exemption: { code: 'VATEX-EU-G' } }),
    ];
    const { totals } = invoiceOf(lines);
    expect(totals.vatGroups.map(({ exemption }) => exemption?.category)).toEqual(['E', 'G']);
  });
});

describe('lines, quantities and discounts add up to the amount [C20]', () => {
  test.each<[string, Line[], DiscountOnAll[] | undefined]>([
    ['two and a half kilos', [aLine({ quantity: 2.5, unitGrossMinor: 18_720 })], undefined],
    [
      'a discount on a line',
      [aLine({ unitGrossMinor: 50_000, discount: { grossMinor: 3200, reason: 'Fidélité' } })],
      undefined,
    ],
    [
      'a discount on all',
      [aLine({ unitGrossMinor: 50_000 })],
      [{ grossMinor: 3200, reason: 'Soldes' }],
    ],
    [
      'a returned deposit',
      [aLine({ unitGrossMinor: 47_000 }), aLine({ quantity: -2, unitGrossMinor: 100 })],
      undefined,
    ],
    ['half a cent, rounded up', [aLine({ quantity: 0.5, unitGrossMinor: 93_599 })], undefined],
  ])('%s is accepted', (_, lines, discounts) => {
    expect(refusalOf(orderOf(lines, { discounts }))).toBeUndefined();
  });

  test.each<[string, string, Line[], DiscountOnAll[] | undefined]>([
    ['one cent off', 'lines_do_not_add_up', [aLine({ unitGrossMinor: 46_799 })], undefined],
    [
      'sums beyond what a double holds',
      'lines_do_not_add_up',
      [
        aLine({ quantity: 999_999_999, unitGrossMinor: 99_999_999 }),
        aLine({ quantity: -999_999_999, unitGrossMinor: 99_999_999 }),
        aLine(),
      ],
      undefined,
    ],
    [
      'a line’s discount above the line',
      'discount_too_large',
      [aLine({ unitGrossMinor: 100, discount: { grossMinor: 101, reason: 'x' } }), aLine()],
      undefined,
    ],
    [
      'a discount at a rate at which nothing is sold',
      'discount_too_large',
      [aLine({ unitGrossMinor: 47_000 })],
      [{ grossMinor: 200, reason: 'x', vatRate: 550 }],
    ],
  ])('%s is refused as %s', (_, code, lines, discounts) => {
    expect(refusalOf(orderOf(lines, { discounts }))).toBe(code);
  });

  test('discounts without lines cannot be subtracted', () => {
    const order = anOrder({ discounts: [{ grossMinor: 100, reason: 'Soldes' }] });
    expect(refusalOf(order)).toBe('lines_do_not_add_up');
  });

  test('whatever is accepted is billed to the last unit', () => {
    const line = fc.record({
      description: fc.constant('Article'),
      quantity: fc.integer({ min: 1, max: 500_000 }).map((count) => count / 10_000),
      unitGrossMinor: fc.integer({ min: 0, max: 20_000 }),
      vatRate: fc.constantFrom(undefined, 550, 2000, 210),
    });
    const lines = fc.array(line, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 0.9, noNaN: true }), (parts, off) => {
        const sum = parts.reduce(
          (all, { unitGrossMinor, quantity }) => all + timesQuantity(unitGrossMinor, quantity),
          0,
        );
        const taken = Math.floor(sum * off);
        fc.pre(sum - taken > 0);
        const discounts = taken > 0 ? [{ grossMinor: taken, reason: 'Remise' }] : undefined;
        const amount = money(sum - taken, 'EUR');
        expect(refusalOf(orderOf(parts, { amount, discounts }))).toBeUndefined();
        const { totals } = composeInvoice({
          sale: saleOfPayment(aCompletedPayment({ amount, lines: parts, discounts }), aSeller()),
          seller: aSeller(),
          number: 'FA-2026-000001',
          issuedAt: new Date('2026-11-21T10:06:00.000Z'),
        });
        expect(totals).toMatchObject({ grossMinor: amount.minor, dueMinor: 0 });
      }),
    );
  });
});
