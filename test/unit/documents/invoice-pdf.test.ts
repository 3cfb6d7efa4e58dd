import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import fc from 'fast-check';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { composeCreditNote } from '#domain/invoices/compose-credit-note';
import { anySign } from '#test/any-sign';
import { aLongInvoice, anInvoice, anInvoiceLine } from '#test/invoices';
import { embeddedFonts, pageCode, readPdf } from './pdf-text.ts';

const asset = (path: string) =>
  readFileSync(new URL(`../../../layers/assets/${path}`, import.meta.url));

const assets = {
  regular: asset('fonts/PeageSans-Regular.ttf'),
  bold: asset('fonts/PeageSans-Bold.ttf'),
  logo: asset('logo.png'),
  primaryColor: '#1f5f4a',
};

const rendered = async (content = anInvoice()) => readPdf(await renderInvoicePdf(content, assets));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the invoice as a PDF', () => {
  test('contains every mention that French law requires', async () => {
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
      'N° TVA FR96552100554',
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

  test.each([
    [
      'fr',
      [
        'AVOIR',
        'N° AV-2026-000001',
        'Corrige la facture FA-2026-000001 du 1er mars 2026',
        'Montant rendu',
      ],
      ['Facture\n', 'PAYÉE', 'Échéance', 'Facturé à'],
    ],
    [
      'en',
      [
        'CREDIT NOTE',
        'No. AV-2026-000001',
        'Corrects invoice FA-2026-000001 of 1 March 2026',
        'Amount given back',
      ],
      ['PAID', 'Due date', 'Billed to'],
    ],
  ] as const)(
    'of a credit note is named so, and cites the invoice (%s)',
    async (locale, has, hasNot) => {
      const invoice = anInvoice({ locale });
      const { content } = composeCreditNote({
        invoice,
        credited: [],
        grossMinor: invoice.totals.grossMinor,
        cause: { refundId: 'ref_1' },
        number: 'AV-2026-000001',
        issuedAt: new Date('2026-03-05T10:00:00.000Z'),
      });
      const { text, document } = await rendered(content);
      for (const words of [...has, 'Abonnement Pro, mars 2026']) expect(text).toContain(words);
      for (const words of hasNot) expect(text).not.toContain(words);
      expect(document.getTitle()).toBe(`${has[0]} AV-2026-000001`);
    },
  );

  test('has the stamp with date, method and payment when nothing is left to pay', async () => {
    const { text } = await rendered();
    expect(text).toContain('PAYÉE');
    expect(text).toContain('le 1er mars 2026 · carte bancaire');
    expect(text).toContain('pay_01JNTQ6Z8D3V4W5X6Y7Z8A9B0C');
  });

  test('has no stamp while something is left to pay', async () => {
    const { totals } = anInvoice();
    const { text } = await rendered(
      anInvoice({ totals: { ...totals, paidMinor: 20_000, dueMinor: 26_800 } }),
    );
    expect(text).not.toContain('PAYÉE');
    expect(text).toContain('268,00 €');
  });

  test('that is paid later shows the amount due, and returned goods', async () => {
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

  test('is in English for an English reader', async () => {
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

  test('has metadata that contains no time', async () => {
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
      primaryColor: assets.primaryColor,
    };
    expect(hashOf(await renderInvoicePdf(anInvoice(), assets))).toBe(before);
    expect(hashOf(await renderInvoicePdf(anInvoice(), fresh))).toBe(before);
  });

  test('allow searching for every letter, even one that first appeared as part of another', async () => {
    const fresh = {
      ...assets,
      regular: Buffer.from(assets.regular),
      bold: Buffer.from(assets.bold),
    };
    const named = async (name: string) => {
      const content = anInvoice({ customer: { ...anInvoice().customer, name } });
      return (await readPdf(await renderInvoicePdf(content, fresh))).text;
    };
    expect(await named('Ŵ Ḱ Ź')).toContain('Ŵ Ḱ Ź');
    expect(await named('W K Z')).toContain('W K Z');
  });

  test('stay small', async () => {
    expect((await renderInvoicePdf(anInvoice(), assets)).length).toBeLessThan(30_000);
    expect((await renderInvoicePdf(aLongInvoice(40), assets)).length).toBeLessThan(60_000);
  });

  test('contain the exact outlines of the typeface', async () => {
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
  test('repeat the table head, have page numbers and name the seller', async () => {
    const { texts, pageCount } = await rendered(aLongInvoice(40));
    expect(pageCount).toBe(3);
    for (let page = 1; page <= pageCount; page++) {
      const words = texts.filter((placed) => placed.page === page).map(({ text }) => text);
      expect(words).toContain('Désignation');
      expect(words).toContain(`Page ${page} / 3`);
      expect(words.some((line) => line.startsWith('Atelier Lumière · SAS'))).toBe(true);
    }
  });

  test('never have totals alone, and keep everything on the page', async () => {
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

  test('continue long legal texts on further pages', async () => {
    const mentions = Array.from({ length: 120 }, (_, i) => `Mention ${i + 1}.`);
    const { text } = await rendered(anInvoice({ mentions }));
    for (const mention of mentions) expect(text.split('\n')).toContain(mention);
  });
});

test('a buyer gets an invoice, however unusual the name', async () => {
  const anyText = fc.oneof(
    fc.string({ unit: anySign, maxLength: 400 }),
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

describe('names and addresses are printed completely [C5]', () => {
  const bare = (text: string) => text.replace(/\s/g, '');
  /** What stands in the two columns of the parties, from top to bottom over all pages. */
  const columnsOf = async (content: Parameters<typeof rendered>[0]) => {
    const { texts } = await rendered(content);
    const at = (x: number) =>
      bare(
        texts
          .filter((placed) => placed.x === x)
          .map(({ text }) => text)
          .join(''),
      );
    return { texts, customer: at(318), seller: at(48) };
  };
  const letter = fc.constantFrom(...'WMÀŒil .,-’ßŵΩЖ');
  const long = fc
    .string({ unit: letter, minLength: 1, maxLength: 200 })
    .filter((text) => text.trim() !== '');
  const party = fc.record({ name: long, street: long, street2: long, city: long });

  test('at any length, with or without spaces', async () => {
    const unbroken = { name: 'W'.repeat(200), street: 'M'.repeat(200), street2: 'W'.repeat(200) };
    await fc.assert(
      fc.asyncProperty(party, party, async (of, from) => {
        const { seller, customer } = anInvoice();
        const { texts, ...columns } = await columnsOf(
          anInvoice({
            customer: {
              ...customer,
              name: of.name,
              address: { ...of, postalCode: '75010', country: 'FR' },
            },
            seller: { ...seller, name: from.name, address: { ...from, country: 'FR' } },
          }),
        );
        for (const part of [of.name, of.street, of.street2, of.city])
          expect(columns.customer).toContain(bare(part));
        for (const part of [from.name, from.street, from.street2, from.city])
          expect(columns.seller).toContain(bare(part));
        expect(texts.some(({ text }) => text.includes('…'))).toBe(false);
        for (const { x, y } of texts) {
          expect(x).toBeLessThan(548);
          expect(y).toBeGreaterThan(20);
        }
      }),
      {
        numRuns: 20,
        examples: [
          [
            { ...unbroken, city: 'W'.repeat(100) },
            { ...unbroken, city: 'x' },
          ],
        ],
      },
    );
  });

  test('lines never overlap', async () => {
    const { customer } = anInvoice();
    const long = 'CONFÉDÉRATION GÉNÉRALE DES COOPÉRATIVES '.repeat(5);
    const { texts } = await rendered(
      anInvoice({
        customer: {
          ...customer,
          name: long,
          address: { street: long, street2: long, city: long, country: 'CI' },
        },
      }),
    );
    const places = texts.map(({ page, x, y }) => `${page} ${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test('a party longer than a page continues, and the rest follows after it', async () => {
    const { customer } = anInvoice();
    const { texts, pageCount, text } = await rendered(
      anInvoice({ customer: { ...customer, name: 'Ndèye '.repeat(700) } }),
    );
    expect(pageCount).toBeGreaterThan(2);
    expect(text.match(/Ndèye/g)!.length).toBeGreaterThanOrEqual(700);
    const pageOf = (words: string) => texts.find((placed) => placed.text === words)?.page;
    expect(pageOf('Désignation')).toBe(pageCount);
  });

  test('the second line of an address is between street and city', async () => {
    const { customer } = anInvoice();
    const address = { ...customer.address!, street2: 'Bâtiment C, 3e étage' };
    const { text } = await rendered(anInvoice({ customer: { ...customer, address } }));
    expect(text).toContain('3 quai de la Fosse\nBâtiment C, 3e étage\n44000 Nantes');
  });
});

describe('the printed amounts add up', () => {
  test('a price for a thousand units says so [C7]', async () => {
    const line = { quantity: 99_990, unitNetMicros: 83_333_333, priceBaseQuantity: 1000 };
    const content = { lines: [anInvoiceLine({ ...line, netMinor: 833_250 })] };
    const french = await rendered(anInvoice(content));
    for (const words of ['99 990', '83,333333 € les 1 000', '8 332,50 €'])
      expect(french.text.replaceAll('\u00a0', ' ')).toContain(words);
    const english = await rendered(anInvoice({ ...content, locale: 'en' }));
    expect(english.text).toContain('€83.333333 per 1,000');
  });

  test('discounts are printed below zero, under their line or at the end [C20]', async () => {
    const { text } = await rendered(
      anInvoice({
        lines: [
          anInvoiceLine({
            quantity: 2.5,
            netMinor: 35_000,
            discount: { reason: 'Fidélité', netMinor: 4000, grossMinor: 4800 },
          }),
        ],
        allowances: [{ reason: 'Soldes', vatRate: 2000, netMinor: 1250, grossMinor: 1500 }],
      }),
    );
    for (const words of [
      '2,5',
      '390,00 €',
      'Remise : Fidélité',
      '-40,00 €',
      'Remise : Soldes',
      '-12,50 €',
    ])
      expect(text).toContain(words);
  });

  test('with several reasons for no VAT, each line names its own [C6]', async () => {
    const { totals } = anInvoice();
    const [art, export_] = [
      { category: 'E' as const, text: 'Objets d’art' },
      { category: 'G' as const, text: 'Exportation exonérée' },
    ];
    const vatGroups = [art, export_].map((exemption) => ({
      vatRate: 0,
      exemption,
      netMinor: 100,
      vatMinor: 0,
    }));
    const lines = [art, export_].map((exemption) => anInvoiceLine({ vatRate: 0, exemption }));
    const { text } = await rendered(anInvoice({ lines, totals: { ...totals, vatGroups } }));
    for (const words of ['Objets d’art', 'Exportation exonérée']) expect(text).toContain(words);
  });
});

test('has the colour of the shop, as in its mails, if it is readable on paper [C16]', async () => {
  const colorsIn = async (primaryColor: string) => {
    const { text, document } = await readPdf(
      await renderInvoicePdf(anInvoice(), { ...assets, primaryColor }),
    );
    expect(text).toContain('Total TTC');
    return pageCode(document);
  };
  const of = (hex: string) =>
    (hex.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16) / 255).join(' ');
  const green = await colorsIn('#1f5f4a');
  expect(green).toContain(`${of('1f5f4a')} rg`);
  const yellow = await colorsIn('#ffe600');
  expect(yellow).not.toContain(`${of('ffe600')} rg`);
  expect(yellow).toContain(`${of('ffe600')} RG`);
});

test('explains the sign that replaces unprintable characters [C9]', async () => {
  const { customer } = anInvoice();
  const said = 'Le signe □ tient lieu d’un caractère que ce document ne peut pas imprimer.';
  for (const name of ['محمد صالح', '張偉', 'Zoé 😀']) {
    const { text } = await rendered(anInvoice({ customer: { ...customer, name } }));
    expect(text).toContain('□');
    expect(text).toContain(said);
  }
  expect((await rendered()).text).not.toContain(said);
});

test.each([
  ['Greek', 'Ελένη Παπαδοπούλου, Οδός Ερμού 5'],
  ['older Greek', 'Ἑλένη Ὀδυσσεύς ᾠδή'],
  ['Bulgarian', 'Ивайло Щъркелов, бул. Цариградско шосе'],
  ['Polish', 'Łukasz Źródłowski, Żółć'],
  ['Czech and Slovak', 'Jiří Dvořák, Ľubica Ďurišová'],
  ['Hungarian', 'Győző Szűcs'],
  ['Romanian', 'Ștefan Țurcanu, Bălți'],
  ['Baltic', 'Ģirts Ķēniņš, Žygimantas Šulčius, Õie Jürgen'],
  ['Croatian and Slovene', 'Đorđe Šimić, Tjaša Žnidaršič'],
  ['Maltese', 'Ġorġ Ħaż-Żebbuġ'],
  ['Irish and Nordic', 'Seán Ó Briain, Åsa Ærøskøbing, Þór'],
  ['West African', 'Ŋutɔ Ɓeyɗaare, Ọláyínká ọ̀, Kɛkɛli Ƴero'],
])('prints names in %s completely [C9]', async (_, name) => {
  const { customer } = anInvoice();
  const { text } = await rendered(anInvoice({ customer: { ...customer, name } }));
  expect(text.replaceAll('\n', ' ')).toContain(name.normalize('NFC'));
  expect(text).not.toContain('□');
});

test('characters that the typeface lacks are shown as a sign, letters of West Africa are printed', async () => {
  const { customer } = anInvoice();
  const { text } = await rendered(
    anInvoice({ customer: { ...customer, name: 'Ŋutɔ Ɓeyɗaare ọ̀ 😀 ƴ' } }),
  );
  expect(text).toContain('Ŋutɔ Ɓeyɗaare ọ̀ □ ƴ');
});
