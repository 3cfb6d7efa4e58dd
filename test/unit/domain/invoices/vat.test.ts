import fc from 'fast-check';
import { type DiscountOnAll, grossOf, type TaxedLine } from '#domain/invoices/line';
import { shareAmount, shareByWeight } from '#domain/invoices/shares';
import { netOf, splitVat, vatOf } from '#domain/invoices/vat';

/** Basis points that shops in France, Senegal and Côte d'Ivoire meet, and any other. */
const rate = fc.oneof(
  fc.constantFrom(0, 210, 550, 900, 1000, 1800, 2000),
  fc.integer({ min: 0, max: 10_000 }),
);
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 99_999_999 }));
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 9999 }),
  fc.integer({ min: 1, max: 999_999_999 }),
  fc.integer({ min: 1, max: 9_999_999_999_999 }).map((tenThousandths) => tenThousandths / 10_000),
);

/** No line is more than ten million euros: no payment is. */
const priceFor = (count: number) =>
  amount.map((minor) => Math.min(minor, Math.floor(1_000_000_000 / count)));

const lineAt = (rates: fc.Arbitrary<number>): fc.Arbitrary<TaxedLine> =>
  quantity.chain((count) =>
    fc
      .record({
        description: fc.constant('Article'),
        quantity: fc.constant(count),
        unitGrossMinor: priceFor(count),
        vatRate: rates,
        off: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      })
      .map(({ off, ...line }) => {
        const grossMinor = Math.floor(grossOf(line) * (off ?? 0));
        return grossMinor > 0 ? { ...line, discount: { reason: 'Remise', grossMinor } } : line;
      }),
  );

/** Few rates, so that lines share them. */
const lines = fc
  .array(rate, { minLength: 1, maxLength: 4 })
  .chain((rates) => fc.array(lineAt(fc.constantFrom(...rates)), { minLength: 1, maxLength: 30 }));

/** Euros have two decimals, francs none. */
const decimals = fc.constantFrom(2, 0);

/** Discounts on the whole that leave something to pay. */
const allowances = fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { maxLength: 3 });
const allowancesOf = (gross: TaxedLine[], parts: number[]): DiscountOnAll[] =>
  parts
    .map((part) => Math.floor(sum(gross.map(grossOf)) * part))
    .filter((grossMinor) => grossMinor > 0)
    .map((grossMinor) => ({ reason: 'Soldes', grossMinor }));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Exact, however large: what a person with paper and pencil gets. */
const roundedHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

type Split = ReturnType<typeof splitVat>;

const given = (
  property: (invoice: Split, gross: { lines: TaxedLine[]; off: number }, decimals: number) => void,
) =>
  fc.assert(
    fc.property(lines, allowances, decimals, (gross, parts, digits) => {
      const off = allowancesOf(gross, parts);
      const invoice = splitVat({ lines: gross, allowances: off }, digits);
      property(
        invoice,
        { lines: gross, off: sum(off.map(({ grossMinor }) => grossMinor)) },
        digits,
      );
    }),
    { numRuns: 500 },
  );

/** What is at that rate. */
const at = <Taxed extends { vatRate: number }>(vatRate: number, all: Taxed[]): Taxed[] =>
  all.filter((one) => one.vatRate === vatRate);

describe('the amount paid is the amount billed', () => {
  test('net and VAT add up to gross, for every rate and in total', () => {
    given(({ totals, allowances: off }, gross) => {
      for (const { vatRate, netMinor, vatMinor } of totals.vatGroups)
        expect(netMinor + vatMinor).toBe(
          sum(at(vatRate, gross.lines).map(grossOf)) -
            sum(at(vatRate, off).map(({ grossMinor }) => grossMinor)),
        );
      expect(totals.netMinor).toBe(sum(totals.vatGroups.map((group) => group.netMinor)));
      expect(totals.vatMinor).toBe(sum(totals.vatGroups.map((group) => group.vatMinor)));
      expect(totals.grossMinor).toBe(totals.netMinor + totals.vatMinor);
      expect(totals.grossMinor).toBe(sum(gross.lines.map(grossOf)) - gross.off);
    });
  });

  test('the nets of lines and discounts add up to the net of their rate [C20]', () => {
    given(({ lines: billed, allowances: off, totals }) => {
      for (const { vatRate, netMinor } of totals.vatGroups)
        expect(
          sum(at(vatRate, billed).map((line) => line.netMinor)) -
            sum(at(vatRate, off).map((discount) => discount.netMinor)),
        ).toBe(netMinor);
    });
  });

  test('lines keep their order, texts and quantities, and no amount is negative or a fraction', () => {
    given((invoice, gross) => {
      expect(
        invoice.lines.map(({ quantity, vatRate, grossMinor }) => [quantity, vatRate, grossMinor]),
      ).toEqual(gross.lines.map((line) => [line.quantity, line.vatRate, grossOf(line)]));
      for (const { netMinor, unitNetMicros, discount } of invoice.lines) {
        expect(Number.isSafeInteger(netMinor) && netMinor >= 0).toBe(true);
        expect(Number.isSafeInteger(unitNetMicros) && unitNetMicros >= 0).toBe(true);
        expect((discount?.netMinor ?? 0) >= 0).toBe(true);
      }
      for (const { netMinor } of invoice.allowances) expect(netMinor).toBeGreaterThanOrEqual(0);
      for (const { vatMinor } of invoice.totals.vatGroups)
        expect(vatMinor).toBeGreaterThanOrEqual(0);
    });
  });

  test('quantity times unit price, less the discount, is the net of the line, whatever the quantity [C7]', () => {
    given(({ lines: billed }, _, digits) => {
      for (const line of billed) {
        const { quantity: count, unitNetMicros, priceBaseQuantity = 1, netMinor } = line;
        const product = roundedHalfUp(
          BigInt(Math.round(count * 10_000)) * BigInt(unitNetMicros),
          10n ** BigInt(6 - digits) * BigInt(priceBaseQuantity) * 10_000n,
        );
        expect(product - BigInt(line.discount?.netMinor ?? 0)).toBe(BigInt(netMinor));
      }
    });
  });

  test('a price is for one unit if six decimals are enough, otherwise for a thousand or more [C7]', () => {
    const priceOf = (count: number, unitGrossMinor: number) =>
      splitVat(
        { lines: [{ description: 'Go', quantity: count, unitGrossMinor, vatRate: 2000 }] },
        2,
      ).lines[0];
    expect(priceOf(6, 10)).toMatchObject({ unitNetMicros: 83_333, netMinor: 50 });
    expect(priceOf(6, 10)).not.toHaveProperty('priceBaseQuantity');
    expect(priceOf(99_990, 10)).toMatchObject({
      unitNetMicros: 83_333_333,
      priceBaseQuantity: 1000,
      netMinor: 833_250,
    });
    expect(priceOf(90_000_000, 10)).toMatchObject({ priceBaseQuantity: 1_000_000 });
  });

  test('each rate is named once, highest first', () => {
    given(({ totals }) => {
      const rates = totals.vatGroups.map(({ vatRate }) => vatRate);
      expect(rates).toEqual([...new Set(rates)].sort((a, b) => b - a));
    });
  });
});

describe('discounts [C20]', () => {
  const book = { description: 'Livre', quantity: 1, unitGrossMinor: 2110, vatRate: 550 };
  const bag = { description: 'Sac', quantity: 1, unitGrossMinor: 1200, vatRate: 2000 };

  test('on a line are subtracted from it, before and after VAT', () => {
    const { lines: billed, totals } = splitVat(
      { lines: [{ ...bag, discount: { reason: 'Fidélité', grossMinor: 120 } }] },
      2,
    );
    expect(billed[0]).toMatchObject({
      unitNetMicros: 10_000_000,
      discount: { reason: 'Fidélité', netMinor: 100, grossMinor: 120 },
      netMinor: 900,
      grossMinor: 1080,
    });
    expect(totals).toMatchObject({ netMinor: 900, vatMinor: 180, grossMinor: 1080 });
  });

  test('on the total are divided by what is sold at each rate', () => {
    const { allowances: off, totals } = splitVat(
      { lines: [book, bag], allowances: [{ reason: 'Soldes', grossMinor: 331 }] },
      2,
    );
    expect(off.map(({ vatRate, grossMinor }) => [vatRate, grossMinor])).toEqual([
      [550, 211],
      [2000, 120],
    ]);
    expect(totals).toMatchObject({ netMinor: 2700, grossMinor: 2979 });
  });

  test('with a rate stay at that rate', () => {
    const { allowances: off } = splitVat(
      { lines: [book, bag], allowances: [{ reason: 'Soldes', grossMinor: 100, vatRate: 2000 }] },
      2,
    );
    expect(off).toMatchObject([{ vatRate: 2000, grossMinor: 100, netMinor: 83 }]);
  });

  test('as large as everything sold at a rate leave nothing, without a rounding error', () => {
    const free = { ...bag, discount: { reason: 'Offert', grossMinor: 1200 } };
    const { lines: billed, totals } = splitVat({ lines: [free, book] }, 2);
    expect(billed[0]).toMatchObject({ unitNetMicros: 10_000_000, netMinor: 0, grossMinor: 0 });
    expect(totals.vatGroups).toContainEqual({ vatRate: 2000, netMinor: 0, vatMinor: 0 });
  });

  test('returned goods have a quantity below zero, never a negative price', () => {
    const { lines: billed, totals } = splitVat({ lines: [bag, { ...bag, quantity: -0.5 }] }, 2);
    expect(billed[1]).toMatchObject({ quantity: -0.5, unitNetMicros: 10_000_000, netMinor: -500 });
    expect(totals).toMatchObject({ netMinor: 500, grossMinor: 600 });
  });
});

describe('VAT is the product of net and rate', () => {
  const vatByHand = (net: number, vatRate: number) =>
    Number(roundedHalfUp(BigInt(net) * BigInt(vatRate), 10_000n));

  test('within one minor unit', () => {
    fc.assert(
      fc.property(amount, rate, (gross, vatRate) => {
        const net = netOf(gross, vatRate);
        expect(Math.abs(gross - net - vatByHand(net, vatRate))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('and exact, if any net makes it exact', () => {
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

  test('at 20 % of small sums, each one tried', () => {
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
  test('by weight add up to the total, and each is less than a unit from its exact value', () => {
    const weights = fc.array(amount, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        fc.pre(sum(parts) > 0);
        const shares = shareByWeight(total, parts);
        expect(sum(shares)).toBe(total);
        shares.forEach((share, index) => {
          const due = (total * parts[index]!) / sum(parts);
          expect(Math.abs(share - due)).toBeLessThan(1.000001);
        });
      }),
    );
  });

  test('of an amount each have their own net, rounded down or up, whatever cancels out', () => {
    const grosses = fc.array(
      fc.oneof(
        amount,
        amount.map((one) => -one),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(grosses, rate, (parts, vatRate) => {
        const total = netOf(sum(parts), vatRate);
        const nets = shareAmount(total, parts, 10_000 + vatRate);
        expect(sum(nets)).toBe(total);
        nets.forEach((net, index) => {
          const due = (parts[index]! * 10_000) / (10_000 + vatRate);
          expect(Math.abs(net - due)).toBeLessThan(1.000001);
        });
      }),
    );
  });

  test('a weight of zero gets nothing, and equal weights differ by one at most', () => {
    expect(shareByWeight(100, [1, 0, 1, 1])).toEqual([34, 0, 33, 33]);
    expect(shareByWeight(2, [5, 5, 5])).toEqual([1, 1, 0]);
    expect(shareByWeight(0, [0, 0])).toEqual([0, 0]);
  });

  test('the largest remainder comes first', () => {
    expect(shareByWeight(10, [16, 55, 29])).toEqual([2, 5, 3]);
  });
});
