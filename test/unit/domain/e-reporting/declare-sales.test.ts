import fc from 'fast-check';
import { DeclarationBook } from '#domain/e-reporting/declaration';
import { declareSales } from '#domain/e-reporting/declare-sales';
import { declaredParts, inEuro } from '#domain/e-reporting/declared-parts';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import { natureOf } from '#domain/invoices/e-invoice/routing';
import type { InvoiceContent, InvoiceParty } from '#domain/invoices/invoice';
import type { Invoice } from '#domain/invoices/invoice-store';
import { anySale } from '#test/factur-x/any-sale';
import { anInvoice, anInvoiceLine } from '#test/invoices';
import { aSeller } from '#test/sellers';

const november = { from: '2026-11-01', to: '2026-11-30' } as const;

const person: InvoiceParty = { kind: 'person', name: 'Awa Diop', email: 'awa@example.com' };

/** 100,00 € and 20,00 € of VAT, sold to a person and paid on the third of November. */
function aDocument(changes: Partial<InvoiceContent> = {}, more: Partial<Invoice> = {}): Invoice {
  const content = anInvoice({
    customer: person,
    issueDate: '2026-11-03',
    lines: [anInvoiceLine({ netMinor: 10_000, grossMinor: 12_000 })],
    totals: {
      ...{ netMinor: 10_000, vatMinor: 2_000, grossMinor: 12_000, paidMinor: 12_000, dueMinor: 0 },
      vatGroups: [{ vatRate: 2000, netMinor: 10_000, vatMinor: 2_000 }],
    },
    payment: { ...anInvoice().payment!, paidDate: '2026-11-03' },
    ...changes,
  });
  const base = { id: 'inv_1', status: 'paid' as const, createdAt: content.issuedAt };
  return { ...base, content, requestId: 'request-1', ...more };
}

function declared(issued: Invoice[], paidLater: Invoice[] = []) {
  const book = new DeclarationBook(november);
  for (const one of issued) book.addIssued(one);
  for (const one of paidLater) book.addPaidLater(one);
  return book.close();
}

const aRefund = (changes: Partial<InvoiceContent> = {}): Invoice =>
  aDocument(
    { kind: 'credit_note', issueDate: '2026-11-05', payment: undefined, ...changes },
    {
      credit: {
        ...{ invoiceId: 'inv_1', paymentId: 'pay_1', place: 1, parts: [] },
        cause: { refundId: 'ref_1' },
      },
    },
  );

describe('sales to consumers', () => {
  test('whose invoice is replaced are declared as paid once', () => {
    const old = aDocument();
    const note = aDocument(
      { kind: 'credit_note', payment: undefined, replacedBy: 'FA-2026-000002' },
      { credit: { invoiceId: 'inv_1', place: 1, parts: [], cause: { replacedBy: 'inv_3' } } },
    );
    const corrects = { number: 'FA-2026-000001', issueDate: '2026-11-03' };
    const replacing = aDocument({ number: 'FA-2026-000002', corrects }, { id: 'inv_3' });
    expect(declared([old, note, replacing]).payments).toEqual(declared([old]).payments);
  });

  test('are summed up by day, with their number, and what was paid for services', () => {
    expect(declared([aDocument(), aDocument(), aDocument({ issueDate: '2026-11-04' })])).toEqual({
      sales: [
        {
          ...{ day: '2026-11-03', category: 'TPS1', currency: 'EUR', transactions: 2 },
          rates: [{ vatRate: 2000, netMinor: 20_000, vatEuroMinor: 4_000 }],
        },
        {
          ...{ day: '2026-11-04', category: 'TPS1', currency: 'EUR', transactions: 1 },
          rates: [{ vatRate: 2000, netMinor: 10_000, vatEuroMinor: 2_000 }],
        },
      ],
      payments: [
        { day: '2026-11-03', vatRate: 2000, grossEuroMinor: 24_000 },
        // Paid the day before its invoice: it counts when the invoice does.
        { day: '2026-11-04', vatRate: 2000, grossEuroMinor: 12_000 },
      ],
      ...{ abroad: [], byPlatform: 0, withoutSiren: [] },
    });
  });

  test('of goods have no payments, nor have those of a seller who pays VAT on debits', () => {
    const goods = declared([aDocument({ seller: aSeller({ supplies: 'goods' }) })]);
    expect(goods.sales[0]).toMatchObject({ category: 'TLB1' });
    expect(goods.payments).toEqual([]);
    const debits = declared([aDocument({ seller: aSeller({ paysVatOnDebits: true }) })]);
    expect(debits.sales[0]).toMatchObject({ category: 'TPS1' });
    expect(debits.payments).toEqual([]);
  });

  test('of goods and services at one rate are divided by what each cost, to the cent', () => {
    const lines = [
      anInvoiceLine({ netMinor: 3_333, supplies: 'goods' }),
      anInvoiceLine({ netMinor: 6_667, supplies: 'services' }),
    ];
    const { sales, payments } = declared([aDocument({ lines })]);
    expect(sales).toMatchObject([
      { category: 'TLB1', rates: [{ netMinor: 3_333, vatEuroMinor: 667 }] },
      { category: 'TPS1', rates: [{ netMinor: 6_667, vatEuroMinor: 1_333 }] },
    ]);
    expect(payments).toMatchObject([{ grossEuroMinor: 8_000 }]);
  });

  test('without VAT, and on the margin, have categories of their own', () => {
    const exempt = (code: string) => {
      const exemption = { category: 'E' as const, code, text: 'Exonération' };
      const group = { vatRate: 0, exemption, netMinor: 10_000, vatMinor: 0 };
      return aDocument({
        lines: [anInvoiceLine({ vatRate: 0, exemption, netMinor: 10_000 })],
        totals: { ...aDocument().content.totals, vatMinor: 0, vatGroups: [group] },
      });
    };
    const { sales, payments } = declared([exempt('VATEX-FR-FRANCHISE'), exempt('VATEX-EU-F')]);
    expect(sales.map(({ category }) => category)).toEqual(['TMA1', 'TNT1']);
    expect(payments).toEqual([]);
  });

  test('in francs keep their currency, and their VAT and payments are in euro', () => {
    const totals = {
      ...{ netMinor: 65_596, vatMinor: 13_119, grossMinor: 78_715, paidMinor: 78_715, dueMinor: 0 },
      vatGroups: [{ vatRate: 2000, netMinor: 65_596, vatMinor: 13_119 }],
    };
    const lines = [anInvoiceLine({ netMinor: 65_596, grossMinor: 78_715 })];
    const vatInEuro = { vatMinor: 2_000, rate: '655.957' };
    const { sales, payments } = declared([
      aDocument({ currency: 'XOF', lines, totals, vatInEuro }),
      aDocument(),
    ]);
    expect(sales).toMatchObject([
      { currency: 'EUR', rates: [{ netMinor: 10_000, vatEuroMinor: 2_000 }] },
      { currency: 'XOF', rates: [{ netMinor: 65_596, vatEuroMinor: 2_000 }] },
    ]);
    expect(payments).toEqual([{ day: '2026-11-03', vatRate: 2000, grossEuroMinor: 24_000 }]);
  });

  test('are made smaller by credit notes, and payments by those whose money went back', () => {
    const { sales, payments } = declared([aDocument(), aRefund()]);
    expect(sales).toMatchObject([
      { day: '2026-11-03', rates: [{ netMinor: 10_000 }] },
      { day: '2026-11-05', transactions: 1, rates: [{ netMinor: -10_000, vatEuroMinor: -2_000 }] },
    ]);
    expect(payments).toMatchObject([{ grossEuroMinor: 12_000 }, { grossEuroMinor: -12_000 }]);
  });

  test('that were paid later have their payment on its day, whenever they were issued', () => {
    const unpaid = aDocument({ payment: undefined });
    expect(declared([unpaid]).payments).toEqual([]);
    const paidBy = { ...anInvoice().payment!, paidDate: '2026-11-20' };
    const old = { ...aDocument({ payment: undefined, issueDate: '2026-09-01' }), paidBy };
    const { sales, payments } = declared([old], [old]);
    expect(sales).toEqual([]);
    expect(payments).toEqual([{ day: '2026-11-20', vatRate: 2000, grossEuroMinor: 12_000 }]);
  });

  test('after a deposit count without it, since it counted by itself', () => {
    const deposit = {
      ...{ number: 'AC-2026-000001', issueDate: '2026-10-02' },
      ...{ netMinor: 4_000, vatMinor: 800, grossMinor: 4_800 },
    };
    const { sales, payments } = declared([aDocument({ deposits: [deposit] })]);
    expect(sales).toMatchObject([{ rates: [{ netMinor: 6_000, vatEuroMinor: 1_200 }] }]);
    expect(payments).toMatchObject([{ grossEuroMinor: 7_200 }]);
  });
});

test('documents between companies are counted, those abroad named, those without a SIREN shown', () => {
  const company = anInvoice().customer;
  const { siren: _, vatNumber: __, ...unknown } = company;
  const german = {
    ...unknown,
    vatNumber: 'DE123456789',
    address: { ...company.address!, country: 'DE' },
  };
  const documents = [
    aDocument({ customer: company }),
    aDocument({ customer: unknown, number: 'FA-2026-000002' }),
    aDocument({ customer: german, number: 'FA-2026-000003' }),
  ];
  expect(declared(documents)).toEqual({
    ...{ sales: [], payments: [], byPlatform: 1, withoutSiren: ['FA-2026-000002'] },
    abroad: [
      {
        ...{ number: 'FA-2026-000003', kind: 'invoice', day: '2026-11-03', country: 'DE' },
        ...{ vatNumber: 'DE123456789', currency: 'EUR', paidDate: '2026-11-03' },
        parts: [{ category: 'TPS1', vatRate: 2000, netMinor: 10_000, vatEuroMinor: 2_000 }],
      },
    ],
  });
});

const sum = (amounts: number[]): number => amounts.reduce((a, b) => a + b, 0);

const depositsOf = ({ deposits = [] }: InvoiceContent, name: 'netMinor'): number =>
  sum(deposits.map((deposit) => deposit[name]));

test('of any sales nothing is lost and nothing counted twice, in any order', () => {
  const anyDocument = fc
    .tuple(
      anySale,
      fc.constantFrom('goods' as const, 'services' as const),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([sale, supplies, day]) => {
      const issuedAt = new Date(Date.UTC(2026, 10, day, 12));
      const number = 'FA-2026-000001';
      const content = composeInvoice({ sale, seller: aSeller({ supplies }), number, issuedAt });
      return aDocument({ ...content });
    });
  fc.assert(
    fc.property(fc.array(anyDocument, { minLength: 1, maxLength: 6 }), (composed) => {
      const documents = composed.map((one, index) => ({
        ...one,
        content: { ...one.content, number: `FA-2026-00000${index}` },
      }));
      const { sales, payments, ...rest } = declared(documents);
      expect(declared(documents.toReversed())).toEqual({ sales, payments, ...rest });
      const toPeople = documents.filter(({ content }) => natureOf(content) === 'B2C');
      for (const currency of ['EUR', 'XOF', 'XAF'] as const) {
        const own = toPeople.filter(({ content }) => content.currency === currency);
        const rates = sales
          .filter((sale) => sale.currency === currency)
          .flatMap((sale) => sale.rates);
        expect(sum(rates.map(({ netMinor }) => netMinor))).toBe(
          sum(own.map(({ content }) => content.totals.netMinor - depositsOf(content, 'netMinor'))),
        );
        expect(sum(rates.map(({ vatEuroMinor }) => vatEuroMinor))).toBe(
          sum(
            own.map(
              ({ content: { totals, vatInEuro, deposits } }) =>
                (currency === 'EUR' ? totals.vatMinor : (vatInEuro?.vatMinor ?? 0)) -
                sum((deposits ?? []).map(({ vatMinor }) => inEuro(vatMinor, currency))),
            ),
          ),
        );
      }
      for (const { content } of documents)
        for (const part of declaredParts(content))
          expect(
            [part.netMinor, part.vatMinor, part.vatEuroMinor].every(Number.isSafeInteger),
          ).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('francs become cents at the fixed rate, rounded', () => {
  expect([inEuro(655_957, 'XOF'), inEuro(0, 'XAF'), inEuro(123, 'EUR')]).toEqual([100_000, 0, 123]);
});

describe('a declaration', () => {
  const read = (pages: Invoice[][], paid: Invoice[] = []) => ({
    invoices: {
      list: async (_filter: object, { cursor = '0' }: { cursor?: string }) => {
        const next = Number(cursor) + 1;
        const nextCursor = next < pages.length ? String(next) : null;
        return { invoices: pages[Number(cursor)] ?? [], nextCursor };
      },
    },
    paid: {
      async *paidLater() {
        yield* paid;
      },
    },
  });

  test('is of every page', async () => {
    const deps = read([[aDocument()], [], [aDocument()]]);
    const { sales } = await declareSales(deps, november);
    expect(sales).toMatchObject([{ transactions: 2 }]);
  });

  test.each([
    ['32 days', '2026-11-01', '2026-12-02'],
    ['a period that ends before it begins', '2026-11-02', '2026-11-01'],
  ] as const)('of %s is refused', async (_, from, to) => {
    await expect(declareSales(read([]), { from, to })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
