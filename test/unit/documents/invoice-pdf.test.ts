import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import fc from 'fast-check';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { aLongInvoice, anInvoice, anInvoiceLine } from '#test/invoices';
import { embeddedFonts, readPdf } from './pdf-text.ts';

const asset = (path: string) =>
  readFileSync(new URL(`../../../layers/assets/${path}`, import.meta.url));

const assets = {
  regular: asset('fonts/PeageSans-Regular.ttf'),
  bold: asset('fonts/PeageSans-Bold.ttf'),
  logo: asset('logo.png'),
};

const rendered = async (content = anInvoice()) => readPdf(await renderInvoicePdf(content, assets));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the invoice as a PDF', () => {
  test('carries every mention that French law asks for', async () => {
    const { text } = await rendered();
    for (const mention of [
      'Facture',
      'N° FA-2026-000001',
      'Atelier Lumière',
      'SAS au capital de 10 000 €',
      '14 rue des Petites Écuries',
      '75010 Paris',
      'SIRET 552 100 554 00013',
      'RCS Paris 552 100 554',
      'N° TVA FR50552100554',
      'Comptoir Aïssatou Diallo SARL',
      '3 quai de la Fosse',
      '44000 Nantes',
      'SIREN 732 829 320',
      'N° TVA FR44732829320',
      '1er mars 2026',
      '31 mars 2026',
      'Abonnement Pro, mars 2026',
      '20 %',
      'Total HT',
      '390,00 €',
      'Total TVA',
      '78,00 €',
      'Total TTC',
      '468,00 €',
      'Reste à payer',
      '0,00 €',
      'Escompte pour paiement anticipé : néant.',
    ])
      expect(text).toContain(mention);
  });

  test('bears the stamp with date, method and payment when nothing is left to pay', async () => {
    const { text } = await rendered();
    expect(text).toContain('PAYÉE');
    expect(text).toContain('le 1er mars 2026 · carte bancaire');
    expect(text).toContain('pay_01JNTQ6Z8D3V4W5X6Y7Z8A9B0C');
  });

  test('bears no stamp while something is left to pay', async () => {
    const { totals } = anInvoice();
    const { text } = await rendered(
      anInvoice({ totals: { ...totals, paidMinor: 20_000, dueMinor: 26_800 } }),
    );
    expect(text).not.toContain('PAYÉE');
    expect(text).toContain('268,00 €');
  });

  test('that is to be paid later says what is due, and what is given back', async () => {
    const { payment, ...unpaid } = anInvoice();
    const lines = [
      anInvoiceLine({ description: 'Trafic', quantity: 3 }),
      anInvoiceLine({ description: 'Report', quantity: -1, netMinor: -2_000 }),
    ];
    const totals = { ...unpaid.totals, paidMinor: 0, dueMinor: 46_800 };
    const { text } = await rendered({ ...unpaid, lines, totals });
    for (const fact of ['Reste à payer', '468,00 €', '-1', '-20,00 €'])
      expect(text).toContain(fact);
    expect(text).not.toContain('PAYÉE');
  });

  test('speaks English to an English reader', async () => {
    const { text, document } = await rendered(anInvoice({ locale: 'en' }));
    for (const words of ['Invoice', 'PAID', '1 March 2026', '€468.00', 'Total incl. VAT'])
      expect(text).toContain(words);
    expect(document.getTitle()).toBe('Invoice FA-2026-000001');
  });

  test('prints CFA francs without decimals, and their VAT in euro with the rate', async () => {
    const { text } = await rendered(
      anInvoice({
        currency: 'XOF',
        lines: [anInvoiceLine({ unitNetMicros: 5_000_000_000, netMinor: 5000, grossMinor: 6000 })],
        totals: {
          netMinor: 5000,
          vatMinor: 1000,
          grossMinor: 6000,
          paidMinor: 6000,
          dueMinor: 0,
          vatGroups: [{ vatRate: 2000, netMinor: 5000, vatMinor: 1000 }],
        },
        vatInEuro: { vatMinor: 152, rate: '655.957' },
      }),
    );
    for (const words of ['5 000 F CFA', '6 000 F CFA', '1,52 €', '1 € = 655,957 XOF'])
      expect(text).toContain(words);
    expect(text).not.toContain('5 000,00');
  });

  test('prints unit prices with all their decimals, and each rate of VAT', async () => {
    const { text } = await rendered(
      aLongInvoice(3, { lines: [anInvoiceLine({ unitNetMicros: 1234, vatRate: 550 })] }),
    );
    expect(text).toContain('0,001234 €');
    expect(text).toContain('5,5 %');
  });

  test('says where it comes from without a clock', async () => {
    const { document } = await rendered();
    expect(document.getTitle()).toBe('Facture FA-2026-000001');
    expect(document.getAuthor()).toBe('Atelier Lumière');
    expect(document.getCreationDate()).toEqual(new Date('2026-03-01T09:30:00.000Z'));
  });
});

describe('its bytes', () => {
  test('are the same for the same invoice, whatever was rendered in between', async () => {
    const before = hashOf(await renderInvoicePdf(anInvoice(), assets));
    await renderInvoicePdf(aLongInvoice(5, { locale: 'en' }), assets);
    const fresh = {
      regular: asset('fonts/PeageSans-Regular.ttf'),
      bold: Buffer.from(assets.bold),
      logo: assets.logo,
    };
    expect(hashOf(await renderInvoicePdf(anInvoice(), assets))).toBe(before);
    expect(hashOf(await renderInvoicePdf(anInvoice(), fresh))).toBe(before);
  });

  test('stay small', async () => {
    expect((await renderInvoicePdf(anInvoice(), assets)).length).toBeLessThan(30_000);
    expect((await renderInvoicePdf(aLongInvoice(40), assets)).length).toBeLessThan(60_000);
  });

  test('hold the very outlines of the typeface', async () => {
    const { document } = await rendered();
    const fonts = embeddedFonts(document);
    expect(fonts).toHaveLength(2);
    for (const { name, data } of fonts) {
      const source = fontkit.create(name.includes('Bold') ? assets.bold : assets.regular);
      const outlinesOf = (font: typeof source) =>
        Array.from({ length: font.numGlyphs }, (_, id) => font.getGlyph(id).path.toSVG());
      const outlines = new Set(outlinesOf(source));
      const used = outlinesOf(fontkit.create(Buffer.concat([data])));
      expect(used.filter((outline) => !outlines.has(outline))).toEqual([]);
      // Space and .notdef alone are empty: a faulty cut leaves more behind, and pages without words.
      expect(used.filter((outline) => outline === '')).toHaveLength(2);
    }
  });
});

describe('its pages', () => {
  test('repeat the table head, count themselves and name the seller', async () => {
    const { texts, pageCount } = await rendered(aLongInvoice(40));
    expect(pageCount).toBe(3);
    for (let page = 1; page <= pageCount; page++) {
      const words = texts.filter((placed) => placed.page === page).map(({ text }) => text);
      expect(words).toContain('Désignation');
      expect(words).toContain(`Page ${page} / 3`);
      expect(words.some((line) => line.startsWith('Atelier Lumière · SAS'))).toBe(true);
    }
  });

  test('never leave totals alone, and keep everything on the paper', async () => {
    for (let count = 1; count <= 45; count += 1) {
      const { texts, pageCount } = await rendered(aLongInvoice(count));
      const last = texts.filter(({ page }) => page === pageCount).map(({ text }) => text);
      expect(last).toContain('Total TTC');
      expect(last.some((text) => text.startsWith('Article '))).toBe(true);
      for (const { x, y } of texts) {
        expect(x).toBeGreaterThanOrEqual(40);
        expect(x).toBeLessThan(548);
        expect(y).toBeGreaterThan(20);
        expect(y).toBeLessThan(810);
      }
      const articles = texts.filter(({ text }) => text.startsWith('Article '));
      expect(articles).toHaveLength(count);
    }
  });

  test('let long legal texts flow over to pages of their own', async () => {
    const mentions = Array.from({ length: 120 }, (_, i) => `Mention ${i + 1}.`);
    const { text } = await rendered(anInvoice({ mentions }));
    for (const mention of mentions) expect(text.split('\n')).toContain(mention);
  });
});

test('no name, however odd, keeps a buyer from the invoice', async () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom('😀 محمد 👨‍👩‍👧', 'W'.repeat(2000), '\ud800', '\u202Eabc', 'a\nb\r\nc', ''),
  );
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, async (name, description, mention) => {
      const { customer } = anInvoice();
      const { text } = await rendered(
        anInvoice({
          customer: { ...customer, name, address: { street: name, city: name, country: name } },
          lines: [anInvoiceLine({ description })],
          mentions: [mention],
        }),
      );
      expect(text).toContain('Total TTC');
    }),
    { numRuns: 60 },
  );
});

test('signs that the typeface lacks are seen, letters of West Africa are printed', async () => {
  const { customer } = anInvoice();
  const { text } = await rendered(
    anInvoice({ customer: { ...customer, name: 'Ŋutɔ Ɓeyɗaare ọ̀ 😀 ƴ' } }),
  );
  expect(text).toContain('Ŋutɔ Ɓeyɗaare ọ̀ □ ƴ');
});
