import fc from 'fast-check';
import { ciiInvoice } from '#documents/factur-x/cii';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import { brokenRules } from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent, InvoiceParty } from '#domain/invoices/invoice';
import type { Line } from '#domain/invoices/line';
import type { Sale } from '#domain/invoices/sale';
import { formatMoney } from '#domain/money';
import { anySale } from '#test/factur-x/any-sale';
import { documentAssets } from '#test/factur-x/document-assets';
import { textsOf } from '#test/factur-x/figures';
import { archiveFaults } from '#test/factur-x/pdf-a';
import { schemaFaults } from '#test/factur-x/schema';
import { aSeller } from '#test/sellers';
import { readPdf } from './pdf-text.ts';

const awa: InvoiceParty = { kind: 'person', name: 'Awa Diop', email: 'awa@example.com' };

const line = (changes: Partial<Line> = {}): Line => ({
  description: 'Article',
  quantity: 1,
  unitGrossMinor: 1_200,
  ...changes,
});

const composed = (changes: Partial<Sale> = {}): InvoiceContent =>
  composeInvoice({
    sale: {
      locale: 'fr',
      currency: 'EUR',
      customer: awa,
      lines: [line()],
      supplyDate: '2026-11-20',
      ...changes,
    },
    seller: aSeller(),
    number: 'FA-2026-000001',
    issuedAt: new Date('2026-11-21T10:06:00.000Z'),
  });

/** A right document: through the gate, valid XML, archivable; returns what its pages say. */
async function documentOf(content: InvoiceContent): Promise<string> {
  expect(brokenRules(content)).toEqual([]);
  expect(schemaFaults(ciiInvoice(content))).toEqual([]);
  const bytes = await renderInvoicePdf(content, documentAssets);
  expect(await archiveFaults(bytes)).toEqual([]);
  return (await readPdf(bytes)).text.replaceAll('\u00a0', ' ');
}

describe('a name is kept in the XML, and printed as far as letters reach', () => {
  test.each([
    ['with emoji', 'Zoé 😀 N’Guessan', 'Zoé □ N’Guessan'],
    ['in Arabic', 'محمد صالح', '□□□□ □□□□'],
    ['with a sign that turns the direction', 'Awa \u202eDiop', 'Awa Diop'],
    ['with a zero-width space', 'Awa\u200b Diop', 'Awa Diop'],
    ['with control characters', 'Awa\u0007\u0000 Diop', 'Awa Diop'],
  ])('%s', async (_, name, printed) => {
    const content = composed({ customer: { ...awa, name } });
    expect(await documentOf(content)).toContain(printed);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no XML may contain.
    const kept = name.replace(/[\u0000\u0007]/g, '');
    expect(textsOf(ciiInvoice(content), 'Name')).toContain(kept);
  });

  test('of 300 characters, whole', async () => {
    const name = 'Coopérative '.repeat(25).trim();
    const text = await documentOf(composed({ customer: { ...awa, name } }));
    expect(text.match(/Coopérative/g)!.length).toBeGreaterThanOrEqual(25);
  });
});

describe('amounts at the edge have a right document', () => {
  test('500 lines', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => line({ description: `Article ${i + 1}` }));
    const text = await documentOf(composed({ lines }));
    expect(text).toContain('Article 500');
    expect(text).toContain('6 000,00 €');
  });

  test('a line for nothing, and a return', async () => {
    const lines = [
      line(),
      line({ unitGrossMinor: 0 }),
      line({ quantity: -1, unitGrossMinor: 600 }),
    ];
    const text = await documentOf(composed({ lines }));
    for (const words of ['0,00 €', '-5,00 €', '6,00 €']) expect(text).toContain(words);
  });

  test('a quantity of 0.1 and 0.2, and the same together', async () => {
    const lines = [0.1, 0.2, 0.3].map((quantity) => line({ quantity, unitGrossMinor: 1_000 }));
    const content = composed({ lines });
    expect(content.totals.grossMinor).toBe(600);
    expect(await documentOf(content)).toContain('0,3');
  });

  test('12 500 GB at 0.083333 €, each decimal of which is printed', async () => {
    // Of 1 250,00 € with VAT the net is 1 041,67 €, and 12 500 × 0,083333 € would be 1 041,66 €.
    const lines = [line({ description: 'Trafic (Go)', quantity: 12_500, unitGrossMinor: 10 })];
    const text = await documentOf(composed({ lines }));
    for (const words of ['12 500', '83,3336 € les 1 000', '1 041,67 €', '1 250,00 €'])
      expect(text).toContain(words);
  });

  test('every rate that France has, in one invoice', async () => {
    const rates = [90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060];
    const lines = rates.map((vatRate) => line({ vatRate }));
    const content = composed({ lines });
    expect(content.totals.vatGroups).toHaveLength(rates.length);
    expect(await documentOf(content)).toContain('20,6 %');
  });

  test('a customer without an address', async () => {
    expect(await documentOf(composed())).toContain('Awa Diop');
  });
});

describe('what no lawful invoice has is refused before it takes a number', () => {
  test.each([
    [
      'sixty VAT rates',
      { lines: Array.from({ length: 60 }, (_, i) => line({ vatRate: i + 1 })) },
      'BR-FR-16',
    ],
    ['a quantity of five decimals', { lines: [line({ quantity: 1.00005 })] }, 'BR-FR-DEC-02'],
    ['a buyer without a name', { customer: { ...awa, name: '\u0007 ' } }, 'BR-07'],
    ['a SIREN of eight digits', { customer: { ...awa, siren: '73282932' } }, 'BR-FR-32'],
    ['a VAT number of no country', { customer: { ...awa, vatNumber: 'ZZ123' } }, 'BR-CO-09'],
    ['a line without a description', { lines: [line({ description: '\u0007' })] }, 'BR-25'],
    [
      'a delivery to no country',
      { customer: { ...awa, deliveryAddress: { street: 'x', city: 'y', country: 'ZZ' } } },
      'BR-57',
    ],
    [
      'deposits above the total',
      {
        deposits: [
          {
            number: 'AC-2026-000001',
            issueDate: '2026-10-01',
            netMinor: 2_000,
            vatMinor: 400,
            grossMinor: 2_400,
          },
        ],
      },
      'BT-115',
    ],
  ])('%s', (_, changes, rule) => {
    expect(brokenRules(composed(changes)).map((broken) => broken.rule)).toContain(rule);
  });
});

test('random sales print every total of their XML, and are archivable', async () => {
  await fc.assert(
    fc.asyncProperty(anySale, async (sale) => {
      const content = composed(sale);
      const bytes = await renderInvoicePdf(content, documentAssets);
      expect(await archiveFaults(bytes)).toEqual([]);
      const text = (await readPdf(bytes)).text.replaceAll('\u00a0', ' ');
      const { netMinor, vatMinor, grossMinor, paidMinor, dueMinor } = content.totals;
      const { currency, locale } = content;
      for (const minor of [netMinor, vatMinor, grossMinor, paidMinor, dueMinor])
        expect(text).toContain(formatMoney({ minor, currency }, locale).replaceAll('\u00a0', ' '));
    }),
    { numRuns: 40 },
  );
});
