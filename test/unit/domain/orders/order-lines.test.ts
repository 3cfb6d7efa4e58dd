import fc from 'fast-check';
import { grossOf } from '#domain/invoices/line';
import { pricedLines, type WantedLine } from '#domain/orders/order-lines';
import { aProduct } from '#test/orders';

const poster = aProduct({ id: 'prd_poster', unitGrossMinor: 2_400 });
const francs = aProduct({ id: 'prd_francs', unitGrossMinor: 5_000, currency: 'XOF' });
const gone = aProduct({ id: 'prd_gone', active: false });
const book = aProduct({ id: 'prd_book', unitGrossMinor: 1_990, vatRate: 550 });
const products = [poster, francs, gone, book];

const priced = (wanted: WantedLine[], currency?: 'EUR' | 'XOF') =>
  pricedLines(wanted, products, currency);

const free = (unitGrossMinor: number, quantity = 1): WantedLine => ({
  description: 'Sur mesure',
  quantity,
  unitGrossMinor,
});

test('a line gets name, price, tax and kind of its product, and keeps its id', () => {
  expect(priced([{ productId: 'prd_book', quantity: 3 }])).toEqual({
    lines: [
      {
        productId: 'prd_book',
        description: 'Affiche A2',
        quantity: 3,
        unitGrossMinor: 1_990,
        vatRate: 550,
        supplies: 'goods',
      },
    ],
    total: { minor: 5_970, currency: 'EUR' },
  });
});

test('a product that is not taxed keeps the reason for the invoice', () => {
  const exemption = { code: 'VATEX-EU-132' };
  const lesson = aProduct({ id: 'prd_lesson', vatRate: 0, exemption });
  const { lines } = pricedLines([{ productId: 'prd_lesson', quantity: 1 }], [lesson], undefined);
  expect(lines[0]).toMatchObject({ vatRate: 0, exemption });
});

test.each([
  ['an unknown product', [{ productId: 'prd_unknown', quantity: 1 }], 'product_not_for_sale'],
  [
    'a product that is no longer sold',
    [{ productId: 'prd_gone', quantity: 1 }],
    'product_not_for_sale',
  ],
  [
    'products of two currencies',
    [
      { productId: 'prd_poster', quantity: 1 },
      { productId: 'prd_francs', quantity: 1 },
    ],
    'currencies_differ',
  ],
  ['lines without any currency', [free(100)], 'currencies_differ'],
])('%s cannot be ordered', (_, wanted, code) => {
  expect(() => priced(wanted)).toThrow(expect.objectContaining({ code }));
});

test('a product of another currency than the order’s cannot be ordered', () => {
  const wanted = [free(100), { productId: 'prd_francs', quantity: 1 }];
  expect(() => priced(wanted, 'EUR')).toThrow(/^lines\[1\] is sold in XOF, the order is in EUR/);
  expect(priced(wanted, 'XOF').total).toEqual({ minor: 5_100, currency: 'XOF' });
});

test.each([
  ['nothing to pay', [free(0)], 'amount_below_minimum'],
  ['more returned than sold', [free(100), free(200, -1)], 'amount_below_minimum'],
  ['more than any payment can be', [free(99_999_999), free(1)], 'amount_above_maximum'],
])('%s is refused', (_, wanted, code) => {
  expect(() => priced(wanted, 'EUR')).toThrow(expect.objectContaining({ code }));
});

test('the most that a payment can be is accepted', () => {
  expect(priced([free(99_999_999)], 'EUR').total.minor).toBe(99_999_999);
});

test('whatever is ordered, the total is the sum of its lines at the listed prices', () => {
  const wish = fc.record({
    productId: fc.constantFrom('prd_poster', 'prd_book'),
    quantity: fc.integer({ min: 1, max: 200 }),
  });
  const sums = fc.property(fc.array(wish, { minLength: 1, maxLength: 100 }), (wanted) => {
    const price = { prd_poster: 2_400, prd_book: 1_990 };
    const { lines, total } = priced(wanted);
    const expected = wanted.reduce(
      (sum, { productId, quantity }) => sum + price[productId as keyof typeof price] * quantity,
      0,
    );
    expect(total).toEqual({ minor: expected, currency: 'EUR' });
    expect(lines.map(grossOf).reduce((a, b) => a + b, 0)).toBe(expected);
    expect(lines).toHaveLength(wanted.length);
  });
  fc.assert(sums);
});
