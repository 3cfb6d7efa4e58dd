import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { ciiInvoice } from '#documents/factur-x/cii';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import { brokenRules } from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Sale } from '#domain/invoices/sale';
import { decimalsOf, formatMoney } from '#domain/money';
import { anySale, anyText } from '#test/factur-x/any-sale';
import { documentAssets } from '#test/factur-x/document-assets';
import { partsOf, scaled, sumOf, textsOf } from '#test/factur-x/figures';
import { archiveFaults } from '#test/factur-x/pdf-a';
import { embeddedFile } from '#test/factur-x/pdf-objects';
import { referenceInvoices } from '#test/factur-x/reference-invoices';
import { schemaFaults } from '#test/factur-x/schema';
import { aLongInvoice, anInvoice } from '#test/invoices';
import { aSeller } from '#test/sellers';
import { readPdf } from './pdf-text.ts';

const fixture = (file: string) =>
  readFileSync(new URL(`../../fixtures/invoices/${file}`, import.meta.url));

const composed = (sale: Sale, seller = aSeller()) =>
  composeInvoice({
    sale,
    seller,
    number: 'FA-2026-000001',
    issuedAt: new Date('2026-11-21T10:06:00.000Z'),
  });

describe.each(referenceInvoices())('the reference document %s', (name, content) => {
  test('breaks no rule, and its XML is valid', () => {
    expect(brokenRules(content)).toEqual([]);
    expect(schemaFaults(ciiInvoice(content))).toEqual([]);
  });

  test('is a PDF/A-3u with its XML inside, and the same bytes each time', async () => {
    const bytes = await renderInvoicePdf(content, documentAssets);
    expect(await archiveFaults(bytes)).toEqual([]);
    const xml = embeddedFile(await PDFDocument.load(bytes), 'factur-x.xml')!;
    // `npm run fixtures` writes them anew.
    expect(xml.equals(fixture(`${name}.xml`))).toBe(true);
    expect(Buffer.compare(bytes, fixture(`${name}.pdf`))).toBe(0);
  });

  test('prints every figure that its XML states', async () => {
    const { text } = await readPdf(await renderInvoicePdf(content, documentAssets));
    expect(unprintedFigures(content, text)).toEqual([]);
  });
});

/** Amounts, quantities and the number of the XML that the pages do not print. */
function unprintedFigures(content: InvoiceContent, text: string): string[] {
  const xml = ciiInvoice(content);
  const { currency, locale } = content;
  const settlement = partsOf(xml, 'ApplicableHeaderTradeSettlement')[0]!;
  const amounts = ['CalculatedAmount', 'BasisAmount', 'TaxBasisTotalAmount', 'GrandTotalAmount']
    .concat('DuePayableAmount', 'TotalPrepaidAmount')
    .flatMap((name) => textsOf(settlement, name));
  const printed = amounts.map((amount) =>
    formatMoney({ minor: Number(scaled(amount, decimalsOf(currency))), currency }, locale),
  );
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-IE', {
    maximumFractionDigits: 6,
  });
  const quantities = textsOf(xml, 'BilledQuantity').map((quantity) =>
    number.format(Number(quantity)).replaceAll('\u202f', '\u00a0'),
  );
  const all = text.replaceAll('\u00a0', ' ');
  return [...printed, ...quantities, content.number].filter(
    (figure) => !all.includes(figure.replaceAll('\u00a0', ' ')),
  );
}

test('a credit note is of type 381, and cites number and day of its invoice', () => {
  const [, content] = referenceInvoices().find(([name]) => name === 'partial-credit-note')!;
  const xml = ciiInvoice(content);
  expect(textsOf(xml, 'TypeCode')[0]).toBe('381');
  const [cited] = partsOf(xml, 'InvoiceReferencedDocument');
  expect(textsOf(cited!, 'IssuerAssignedID')).toEqual([content.corrects!.number]);
  expect(cited).toContain('format="102">20261121<');
});

test('goods and services together name both, the purchase order, the department and the place', async () => {
  const [, content] = referenceInvoices().find(([name]) => name === 'goods-and-services')!;
  const xml = ciiInvoice(content);
  expect(textsOf(xml, 'ID')[0]).toBe('M1');
  // One code for the whole document (CII-SR-462): neither is right for both.
  expect(textsOf(xml, 'DueDateTypeCode')).toEqual([]);
  expect(textsOf(xml, 'BuyerReference')).toEqual(['Service technique, bureau 12']);
  expect(partsOf(xml, 'BuyerOrderReferencedDocument').join()).toContain('BC-2026/0042');
  expect(partsOf(xml, 'ShipToTradeParty').join()).toContain('Hangar 21');
  const { text } = await readPdf(await renderInvoicePdf(content, documentAssets));
  for (const words of [
    'Service technique, bureau 12',
    'Bon de commande BC-2026/0042',
    'Livré à\n8 quai des Antilles\nHangar 21\n44200 Nantes',
    'Date de l’opération',
    'Opération : livraison de biens et prestation de services',
  ])
    expect(text.replaceAll('\u00a0', ' ')).toContain(words);
});

test('a deposit is of type 386, and the final invoice cites it and subtracts it', async () => {
  const named = (name: string) => referenceInvoices().find(([one]) => one === name)![1];
  const [deposit, final] = [named('deposit'), named('final-after-deposit')];
  const xml = ciiInvoice(deposit);
  expect([textsOf(xml, 'ID')[0], textsOf(xml, 'TypeCode')[0]]).toEqual(['B2', '386']);
  // Its VAT is due on payment, of goods as well.
  expect(textsOf(xml, 'DueDateTypeCode')).toEqual(['72']);
  const finalXml = ciiInvoice(final);
  expect([textsOf(finalXml, 'ID')[0], textsOf(finalXml, 'TypeCode')[0]]).toEqual(['M4', '380']);
  const [cited] = partsOf(finalXml, 'InvoiceReferencedDocument');
  expect(textsOf(cited!, 'IssuerAssignedID')).toEqual([deposit.number]);
  expect(cited).toContain('format="102">20261121<');
  expect(textsOf(finalXml, 'TotalPrepaidAmount')).toEqual(['2400.00']);
  expect(textsOf(finalXml, 'DuePayableAmount')).toEqual(['0.00']);
  const { text } = await readPdf(await renderInvoicePdf(final, documentAssets));
  for (const words of [
    `dont acompte ${deposit.number}`,
    '720,00 €',
    `facture ${deposit.number} du 21 novembre 2026, 720,00 € TTC, dont TVA 120,00 €`,
  ])
    expect(text.replaceAll('\u00a0', ' ')).toContain(words);
});

test('500 random sales and deposits: valid XML, and every total exact to the unit', () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      const content = composed(sale);
      expect(brokenRules(content)).toEqual([]);
      const xml = ciiInvoice(content);
      expect(schemaFaults(xml)).toEqual([]);
      requireExactTotals(xml, decimalsOf(sale.currency));
    }),
    { numRuns: 500 },
  );
});

/** Counts the XML alone, as its receiver does. */
function requireExactTotals(xml: string, decimals: number): void {
  const amounts = (part: string, name: string) =>
    textsOf(part, name).map((amount) => scaled(amount, decimals));
  const settlement = partsOf(xml, 'ApplicableHeaderTradeSettlement')[0]!;
  // The first one is in the invoice's currency, a second one of VAT in euro.
  const one = (name: string) => scaled(textsOf(settlement, name)[0] ?? '0', decimals);
  const lines = partsOf(xml, 'IncludedSupplyChainTradeLineItem');
  const lineTotals = lines.map((line) => amounts(line, 'LineTotalAmount')[0]!);
  for (const [i, line] of lines.entries()) {
    const scale = 10n ** BigInt(10 - decimals) * BigInt(textsOf(line, 'BasisQuantity')[0] ?? '1');
    const product =
      scaled(textsOf(line, 'BilledQuantity')[0]!, 4) * scaled(textsOf(line, 'ChargeAmount')[0]!, 6);
    const off = amounts(line, 'ActualAmount')[0] ?? 0n;
    expect((2n * product + scale) / (2n * scale) - off).toBe(lineTotals[i]);
  }
  expect(sumOf(lineTotals)).toBe(one('LineTotalAmount'));
  expect(sumOf(amounts(settlement, 'ActualAmount'))).toBe(one('AllowanceTotalAmount'));
  expect(one('LineTotalAmount') - one('AllowanceTotalAmount')).toBe(one('TaxBasisTotalAmount'));
  expect(sumOf(amounts(settlement, 'BasisAmount'))).toBe(one('TaxBasisTotalAmount'));
  expect(sumOf(amounts(settlement, 'CalculatedAmount'))).toBe(one('TaxTotalAmount'));
  expect(one('TaxBasisTotalAmount') + one('TaxTotalAmount')).toBe(one('GrandTotalAmount'));
  expect(one('GrandTotalAmount') - one('TotalPrepaidAmount')).toBe(one('DuePayableAmount'));
  for (const group of partsOf(settlement, 'ApplicableTradeTax')) {
    const rate = scaled(textsOf(group, 'RateApplicablePercent')[0] ?? '0', 2);
    const exact = (2n * amounts(group, 'BasisAmount')[0]! * rate + 10_000n) / 20_000n;
    const apart = amounts(group, 'CalculatedAmount')[0]! - exact;
    expect(apart >= -1n && apart <= 1n).toBe(true);
  }
}

test('whatever the names, the file is archivable and its XML well-formed, and keeps them', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (name, city) => {
      const { customer } = anInvoice();
      const address = { ...customer.address!, city };
      const content = anInvoice({ customer: { ...customer, name, address } });
      expect(await archiveFaults(await renderInvoicePdf(content, documentAssets))).toEqual([]);
      expect(schemaFaults(ciiInvoice(content))).toEqual([]);
    }),
    { numRuns: 15, examples: [['محمد صالح 😀', '&<>"\u0007\ud800']] },
  );
});

test('the XML keeps what the typeface cannot print, without control characters', () => {
  const { customer } = anInvoice();
  const xml = ciiInvoice(
    anInvoice({ customer: { ...customer, name: 'محمد\u0007 & <張偉> 😀\u0085' } }),
  );
  expect(xml).toContain('<ram:Name>محمد &amp; &lt;張偉&gt; 😀</ram:Name>');
});

describe('the French mentions', () => {
  const notesOf = (content: InvoiceContent) =>
    partsOf(ciiInvoice(content), 'IncludedNote').map((note) => [
      textsOf(note, 'SubjectCode')[0],
      textsOf(note, 'Content')[0],
    ]);
  const sale: Sale = {
    locale: 'fr',
    currency: 'EUR',
    customer: anInvoice().customer,
    lines: [{ description: 'Cours', quantity: 1, unitGrossMinor: 1200 }],
    supplyDate: '2026-11-20',
  };

  test('are each there exactly once, as they are printed', () => {
    const content = composed(sale);
    const notes = notesOf(content);
    for (const subject of ['PMT', 'PMD', 'AAB']) {
      const texts = notes.filter(([code]) => code === subject).map(([, text]) => text);
      expect(texts).toHaveLength(1);
      expect(content.mentions.map((mention) => mention.replaceAll('\u00a0', ' '))).toContain(
        texts[0],
      );
    }
    expect(notes).toContainEqual(['ABL', 'RCS Paris 552100554']);
    expect(notes).toContainEqual([undefined, 'Opération : prestation de services']);
  });

  test('are there for a consumer too, who owes neither penalties nor forty euros', () => {
    const notes = notesOf(composed({ ...sale, customer: { ...sale.customer, kind: 'person' } }));
    expect(notes.map(([code]) => code)).toEqual(expect.arrayContaining(['PMT', 'PMD', 'AAB']));
    expect(JSON.stringify(notes)).not.toContain('40');
    expect(notes).toContainEqual(['BAR', 'B2C']);
  });

  test.each([
    ['a company with a SIREN', {}, 'B2B', '<ram:URIID schemeID="0225">732829320<'],
    [
      'a company abroad',
      { siren: undefined, vatNumber: 'DE123456789', address: undefined },
      'B2BINT',
      '<ram:URIID schemeID="EM">compta@comptoir-diallo.example<',
    ],
    [
      'a company whose SIREN is in its VAT number',
      { siren: undefined },
      'B2B',
      '<ram:ID schemeID="0002">732829320<',
    ],
    [
      'a French company without a SIREN',
      { siren: undefined, vatNumber: undefined },
      undefined,
      '<ram:URIID schemeID="EM">compta@comptoir-diallo.example<',
    ],
    [
      'a person',
      { kind: 'person' as const, siren: undefined, address: undefined },
      'B2C',
      '<ram:URIID schemeID="EM">compta@comptoir-diallo.example<',
    ],
    [
      'a person with an address that the rules find too long',
      {
        kind: 'person' as const,
        siren: undefined,
        email: `${'a'.repeat(64)}@${'b'.repeat(60)}.fr`,
      },
      'B2C',
      '<ram:URIID schemeID="EM">bonjour@atelier-lumiere.example<',
    ],
  ])('%s is routed by what is known', (_, customer, nature, address) => {
    const content = composed({ ...sale, customer: { ...sale.customer, ...customer } });
    const bar = notesOf(content).filter(([code]) => code === 'BAR');
    expect(bar.map(([, text]) => text)).toEqual(nature ? [nature] : []);
    expect(ciiInvoice(content)).toContain(address);
    expect(schemaFaults(ciiInvoice(content))).toEqual([]);
  });

  test.each([
    ['services to be paid', {}, false, 'S1', '72'],
    ['services paid', {}, true, 'S2', '72'],
    ['goods to be paid', { supplies: 'goods' as const }, false, 'B1', '29'],
    ['goods paid', { supplies: 'goods' as const }, true, 'B2', '29'],
    ['the option for debits', { paysVatOnDebits: true }, false, 'S1', '5'],
  ])('%s', (_, changes, isPaid, framework, taxPoint) => {
    const { payment } = anInvoice();
    const xml = ciiInvoice(
      composed(
        { ...sale, ...(isPaid && { paid: { minor: 1200, payment: payment! } }) },
        aSeller(changes),
      ),
    );
    expect(textsOf(xml, 'ID')[0]).toBe(framework);
    expect(textsOf(xml, 'DueDateTypeCode')).toEqual([taxPoint]);
    const due = partsOf(xml, 'DueDateDateTime')[0];
    expect(due).toContain(isPaid ? '20260301' : '20261221');
  });

  test('several reasons of one category are one group, named by its words alone', () => {
    const lines = ['VATEX-FR-CGI261-4', 'VATEX-FR-CGI261C-1'].map((code) => ({
      ...sale.lines[0]!,
      vatRate: 0,
      exemption: { code },
    }));
    const xml = ciiInvoice(composed({ ...sale, lines }));
    const [reason, ...others] = textsOf(xml, 'ExemptionReason');
    expect(reason).toMatch(/261, 4° du CGI ; .*261 C, 1° du CGI/);
    expect(others).toEqual([]);
    expect(textsOf(xml, 'ExemptionReasonCode')).toEqual([]);
  });

  test('what is outside the scope of VAT has neither rate nor VAT number', () => {
    const line = { ...sale.lines[0]!, vatRate: 0, exemption: { code: 'VATEX-EU-O' } };
    const xml = ciiInvoice(composed({ ...sale, lines: [line] }));
    expect(textsOf(xml, 'RateApplicablePercent')).toEqual([]);
    expect(xml).not.toContain('schemeID="VA"');
    expect(schemaFaults(xml)).toEqual([]);
  });
});

test('a long one is small', async () => {
  expect((await renderInvoicePdf(aLongInvoice(40), documentAssets)).length).toBeLessThan(60_000);
});
