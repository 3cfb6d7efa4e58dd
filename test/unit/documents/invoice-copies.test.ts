import { PDFDocument } from 'pdf-lib';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { qrModules } from '#documents/qr-modules';
import type { Shown } from '#domain/invoices/shown';
import { documentAssets } from '#test/factur-x/document-assets';
import { archiveFaults } from '#test/factur-x/pdf-a';
import { embeddedFile } from '#test/factur-x/pdf-objects';
import { aLongInvoice, anInvoice } from '#test/invoices';
import { pageCode, readPdf } from './pdf-text.ts';

const payUrl =
  'https://d1234567890abc.cloudfront.net/pay?invoice=inv_01K9ZQ4T9VQ4Y5W8P3N2M1J0HB&lang=fr#clientToken=ct_q2Zl0Yy1m9pX4uB7sD8eF3gH6jK5nR2tV0wQ1aC3xZE';

const unpaid = () => {
  const { totals } = anInvoice();
  return anInvoice({
    payment: undefined,
    totals: { ...totals, paidMinor: 0, dueMinor: totals.grossMinor },
  });
};

const render = (content = anInvoice(), shown: Shown = {}) =>
  renderInvoicePdf(content, documentAssets, shown);

const xmlIn = async (bytes: Uint8Array) =>
  embeddedFile(await PDFDocument.load(bytes), 'factur-x.xml')!.toString();

/** How many rectangles are drawn as one path, as only a code is. */
const modulesIn = async (bytes: Uint8Array): Promise<number> => {
  const { document } = await readPdf(bytes);
  return pageCode(document).match(/ re$/gm)?.length ?? 0;
};

describe.each([
  ['duplicata', { fr: 'DUPLICATA', en: 'DUPLICATE' }],
  ['cancelled', { fr: 'ANNULÉE', en: 'CANCELLED' }],
] as const)('a copy that is stamped %s', (stamp, words) => {
  test.each(['fr', 'en'] as const)('says so on every page (%s)', async (locale) => {
    const { texts, pageCount } = await readPdf(
      await render(aLongInvoice(40, { locale }), { stamp }),
    );
    for (let page = 1; page <= pageCount; page++) {
      const said = texts.filter((placed) => placed.page === page).map(({ text }) => text);
      expect(said.filter((text) => text.includes(words[locale]))).toHaveLength(1);
    }
  });

  test('has the XML of its original, another file identifier, and the same bytes each time', async () => {
    const [original, copy] = [await render(), await render(anInvoice(), { stamp })];
    expect(await xmlIn(copy)).toBe(await xmlIn(original));
    expect(await archiveFaults(copy)).toEqual([]);
    expect(Buffer.compare(copy, await render(anInvoice(), { stamp }))).toBe(0);
    expect(Buffer.compare(copy, original)).not.toBe(0);
  });
});

test('an original has no stamp', async () => {
  const { text } = await readPdf(await render());
  for (const word of ['DUPLICATA', 'ANNULÉE']) expect(text).not.toContain(word);
});

describe('the code to pay', () => {
  test('is on an invoice that is due, module by module, and is archivable', async () => {
    const bytes = await render(unpaid(), { payUrl });
    expect((await readPdf(bytes)).text).toContain('Payer en ligne');
    expect(await modulesIn(bytes)).toBe(qrModules(payUrl).runs.length);
    expect(await archiveFaults(bytes)).toEqual([]);
    expect(Buffer.compare(bytes, await render(unpaid(), { payUrl }))).toBe(0);
  });

  test.each([
    ['paid', anInvoice(), { payUrl }],
    ['cancelled', unpaid(), { payUrl, stamp: 'cancelled' as const }],
    ['due, of which no address is known', unpaid(), {}],
  ])('is on no invoice that is %s', async (_, content, shown) => {
    const bytes = await render(content, shown);
    expect((await readPdf(bytes)).text).not.toContain('Payer en ligne');
    expect(await modulesIn(bytes)).toBe(0);
  });

  test('covers exactly the dark modules, with four light ones on each side', () => {
    const { size, runs } = qrModules('https://shop.example/pay');
    const inside = (at: number) => at >= 4 && at < size - 4;
    for (const { column, row, length } of runs)
      expect([column, row, column + length - 1].every(inside)).toBe(true);
    // The finder pattern at the top left: seven dark modules, then a light one.
    expect(runs[0]).toEqual({ column: 4, row: 4, length: 7 });
  });
});
