import { renderInvoicePdf } from '#documents/invoice-pdf';
import { formatMoney } from '#domain/money';
import { documentAssets } from '#test/factur-x/document-assets';
import { aLongInvoice } from '#test/invoices';
import { readPdf } from './pdf-text.ts';

test.each([
  ['fr', 'À reporter', 'Report'],
  ['en', 'Carried forward', 'Brought forward'],
] as const)(
  'pages carry the sum of their lines over to the next one (%s)',
  async (locale, foot, top) => {
    const { texts } = await readPdf(
      await renderInvoicePdf(aLongInvoice(40, { locale }), documentAssets),
    );
    const of = (page: number) => texts.filter((placed) => placed.page === page);
    const sumBeside = (page: number, label: string) => {
      const { y } = of(page).find(({ text }) => text === label)!;
      return of(page).find((placed) => placed.y === y && /\d/.test(placed.text))!.text;
    };
    let count = 0;
    for (const page of [1, 2]) {
      count += of(page).filter(({ text }) => text.startsWith('Article ')).length;
      const sum = formatMoney({ minor: 2_000 * count, currency: 'EUR' }, locale);
      const written = sum.replaceAll('\u00a0', ' ');
      expect([sumBeside(page, foot), sumBeside(page + 1, top)]).toEqual([written, written]);
    }
    const labels = texts.filter(({ text }) => text === foot || text === top);
    expect(labels).toHaveLength(4);
  },
);
