import fc from 'fast-check';
import {
  type GrossLine,
  netOf,
  shareByLargestRemainder,
  splitVat,
  vatOf,
} from '#domain/invoices/vat';

/** Basis points that shops in France, Senegal and Côte d'Ivoire meet, and any other. */
const rate = fc.oneof(
  fc.constantFrom(0, 210, 550, 900, 1000, 1800, 2000),
  fc.integer({ min: 0, max: 10_000 }),
);
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 99_999_999 }));
const quantity = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9999 }));

const lineAt = (rates: fc.Arbitrary<number>): fc.Arbitrary<GrossLine> =>
  fc.record({
    description: fc.constant('Article'),
    quantity,
    unitGrossMinor: amount,
    vatRate: rates,
  });

/** Few rates, so that lines share them. */
const lines = fc
  .array(rate, { minLength: 1, maxLength: 4 })
  .chain((rates) => fc.array(lineAt(fc.constantFrom(...rates)), { minLength: 1, maxLength: 30 }));

/** Euros have two decimals, francs none. */
const decimals = fc.constantFrom(2, 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Exact, however large: what a person with paper and pencil gets. */
const roundedHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

const given = (
  property: (invoice: ReturnType<typeof splitVat>, gross: GrossLine[], decimals: number) => void,
) =>
  fc.assert(
    fc.property(lines, decimals, (gross, digits) =>
      property(splitVat(gross, digits), gross, digits),
    ),
    { numRuns: 500 },
  );

describe('what was paid is what is billed', () => {
  test('net and VAT make gross, for every rate and for the whole', () => {
    given(({ totals }, gross) => {
      for (const { vatRate, netMinor, vatMinor } of totals.vatGroups)
        expect(netMinor + vatMinor).toBe(
          sum(
            gross
              .filter((line) => line.vatRate === vatRate)
              .map((line) => line.quantity * line.unitGrossMinor),
          ),
        );
      expect(totals.netMinor).toBe(sum(totals.vatGroups.map((group) => group.netMinor)));
      expect(totals.vatMinor).toBe(sum(totals.vatGroups.map((group) => group.vatMinor)));
      expect(totals.grossMinor).toBe(totals.netMinor + totals.vatMinor);
      expect(totals.grossMinor).toBe(sum(gross.map((line) => line.quantity * line.unitGrossMinor)));
    });
  });

  test('the nets of the lines add up to the net of their rate', () => {
    given((invoice) => {
      for (const { vatRate, netMinor } of invoice.totals.vatGroups)
        expect(
          sum(
            invoice.lines.filter((line) => line.vatRate === vatRate).map((line) => line.netMinor),
          ),
        ).toBe(netMinor);
    });
  });

  test('lines keep their order, words and quantities, and no amount is negative or a fraction', () => {
    given((invoice, gross) => {
      expect(
        invoice.lines.map(({ quantity, vatRate, grossMinor }) => [quantity, vatRate, grossMinor]),
      ).toEqual(
        gross.map((line) => [line.quantity, line.vatRate, line.quantity * line.unitGrossMinor]),
      );
      for (const { netMinor, unitNetMicros } of invoice.lines) {
        expect(Number.isSafeInteger(netMinor) && netMinor >= 0).toBe(true);
        expect(Number.isInteger(unitNetMicros) && unitNetMicros >= 0).toBe(true);
      }
      for (const { vatMinor } of invoice.totals.vatGroups)
        expect(vatMinor).toBeGreaterThanOrEqual(0);
    });
  });

  test('quantity times unit price rounds to the net of the line', () => {
    given(({ lines: billed }, _, digits) => {
      for (const { quantity, unitNetMicros, netMinor } of billed)
        expect(
          roundedHalfUp(BigInt(quantity) * BigInt(unitNetMicros), 10n ** BigInt(6 - digits)),
        ).toBe(BigInt(netMinor));
    });
  });

  test('each rate is named once, highest first', () => {
    given(({ totals }) => {
      const rates = totals.vatGroups.map(({ vatRate }) => vatRate);
      expect(rates).toEqual([...new Set(rates)].sort((a, b) => b - a));
    });
  });
});

describe('VAT is the product of net and rate', () => {
  const vatByHand = (net: number, vatRate: number) =>
    Number(roundedHalfUp(BigInt(net) * BigInt(vatRate), 10_000n));

  test('to one unit at most', () => {
    fc.assert(
      fc.property(amount, rate, (gross, vatRate) => {
        const net = netOf(gross, vatRate);
        expect(Math.abs(gross - net - vatByHand(net, vatRate))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('and exactly, whenever any net would make it exact', () => {
    fc.assert(
      fc.property(amount, rate, (gross, vatRate) => {
        const near = Math.round((gross * 10_000) / (10_000 + vatRate));
        const nets = Array.from({ length: 11 }, (_, index) => near - 5 + index);
        const exact = nets.filter((net) => net >= 0 && net + vatByHand(net, vatRate) === gross);
        const net = netOf(gross, vatRate);
        if (exact.length > 0) expect(exact).toContain(net);
        else expect(net).toBe(near);
      }),
      { numRuns: 2000 },
    );
  });

  test('at 20 % of small sums, tried one by one', () => {
    for (let gross = 0; gross <= 3000; gross++) {
      const net = netOf(gross, 2000);
      const hasExactNet = Array.from({ length: gross + 1 }, (_, n) => n).some(
        (n) => n + vatByHand(n, 2000) === gross,
      );
      if (hasExactNet) expect(gross - net).toBe(vatByHand(net, 2000));
    }
  });

  test.each([
    [46_800, 2000, 39_000],
    [5000, 1800, 4237],
    [2110, 550, 2000],
    [0, 2000, 0],
    [1, 2000, 1],
    [9999, 0, 9999],
    [99_999_999, 2000, 83_333_333],
  ])('%i paid at %i basis points is %i net', (gross, vatRate, net) => {
    expect(netOf(gross, vatRate)).toBe(net);
  });

  test.each([
    [1250, 2000, 250],
    [12, 550, 1],
    [9, 550, 0],
    [10, 500, 1],
  ])('%i net at %i basis points is %i VAT, half a unit upwards', (net, vatRate, vat) => {
    expect(vatOf(net, vatRate)).toBe(vat);
  });
});

describe('shares', () => {
  test('add up to the whole, and none is more than one unit from its due', () => {
    const weights = fc.array(amount, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        fc.pre(sum(parts) > 0);
        const shares = shareByLargestRemainder(total, parts);
        expect(sum(shares)).toBe(total);
        shares.forEach((share, index) => {
          const due = (total * parts[index]!) / sum(parts);
          expect(Math.abs(share - due)).toBeLessThan(1.000001);
        });
      }),
    );
  });

  test('who weighs nothing gets nothing, and who weighs the same differs by one at most', () => {
    expect(shareByLargestRemainder(100, [1, 0, 1, 1])).toEqual([34, 0, 33, 33]);
    expect(shareByLargestRemainder(2, [5, 5, 5])).toEqual([1, 1, 0]);
    expect(shareByLargestRemainder(0, [0, 0])).toEqual([0, 0]);
  });

  test('the largest remainder comes first', () => {
    expect(shareByLargestRemainder(10, [16, 55, 29])).toEqual([2, 5, 3]);
  });
});
