import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { formatMoney } from '#domain/money';
import { paymentBlock, vatTableRight } from './invoice-payment-block.ts';
import { invoiceWords } from './invoice-words.ts';
import {
  type Block,
  frame,
  inks,
  type Sheet,
  type Style,
  type Typefaces,
  textLines,
  textWidth,
} from './sheet.ts';
import { writtenExchangeRate, writtenRate } from './written-values.ts';

const totalsLeft = 330;
const rowHeight = 16;
const plain = { size: 9 } satisfies Style;
const strong = { size: 9, bold: true } satisfies Style;
const caption = { size: 7.5, bold: true, ink: inks.accentText } satisfies Style;
const quiet = { size: 8, ink: inks.muted } satisfies Style;
const noteStyle = { size: 7.5, ink: inks.muted } satisfies Style;
const noteLineHeight = 10.4;

/** VAT by rate, and the stamp or the code to pay, on the left; totals on the right; never split. */
export function invoiceTotals(content: InvoiceContent, shown: Shown): Block {
  const vatHeight = 24 + rowHeight * content.totals.vatGroups.length;
  const totals = totalRows(content);
  const payment = paymentBlock(content, shown);
  const paymentTop = Math.max(vatHeight + 14, totals.height - (payment?.height ?? 0));
  const leftHeight = payment ? paymentTop + payment.height : vatHeight;
  return {
    height: Math.max(leftHeight, totals.height),
    draw: (sheet, top) => {
      drawVatTable(sheet, top, content);
      totals.draw(sheet, top);
      payment?.draw(sheet, top + paymentTop);
    },
  };
}

function drawVatTable(sheet: Sheet, top: number, content: InvoiceContent): void {
  const { currency, locale, totals } = content;
  const words = invoiceWords[locale];
  const money = (minor: number) => formatMoney({ minor, currency }, locale);
  const baseRight = frame.left + 150;
  sheet.text(words.rate, frame.left, top + 10, caption);
  sheet.textEndingAt(words.vatBase, baseRight, top + 10, caption);
  sheet.textEndingAt(words.vat, vatTableRight, top + 10, caption);
  sheet.line(frame.left, vatTableRight, top + 17, inks.accent, 0.6);
  for (const [i, group] of totals.vatGroups.entries()) {
    const baseline = top + 30 + i * rowHeight;
    sheet.text(writtenRate(group.vatRate, locale), frame.left, baseline, plain);
    sheet.textEndingAt(money(group.netMinor), baseRight, baseline, plain);
    sheet.textEndingAt(money(group.vatMinor), vatTableRight, baseline, plain);
  }
}

function settledLabel({ kind, cancels, replacedBy, locale }: InvoiceContent): string {
  const words = invoiceWords[locale];
  if (kind !== 'credit_note') return words.paid;
  if (replacedBy !== undefined) return words.movedTo(replacedBy);
  return cancels ? words.setOff : words.givenBack;
}

type TotalRow = { label: string; value: string; style: Style; height: number; ruled?: boolean };

function totalRows(content: InvoiceContent): Block {
  const { currency, locale, totals, vatInEuro, deposits = [] } = content;
  const isCredit = content.kind === 'credit_note';
  const words = invoiceWords[locale];
  const money = (minor: number) => formatMoney({ minor, currency }, locale);
  const row = (label: string, value: string, style: Style = plain): TotalRow => ({
    label,
    value,
    style,
    height: rowHeight,
  });
  const rows: TotalRow[] = [
    row(words.totalNet, money(totals.netMinor)),
    row(words.totalVat, money(totals.vatMinor)),
    ...(vatInEuro
      ? [
          row(words.vatInEuro, formatMoney({ minor: vatInEuro.vatMinor, currency: 'EUR' }, locale)),
          row(exchangeRateLine(content, vatInEuro.rate), '', quiet),
        ]
      : []),
    {
      ...row(words.totalGross, money(totals.grossMinor), {
        size: 12.5,
        bold: true,
        ink: inks.accentText,
      }),
      height: 30,
      ruled: true,
    },
    row(settledLabel(content), money(totals.paidMinor)),
    ...deposits.map(({ number, grossMinor }) =>
      row(words.ofDeposit(number), money(grossMinor), quiet),
    ),
    row(isCredit ? words.stillDue : words.due, money(totals.dueMinor), strong),
  ];
  return {
    height: rows.reduce((sum, { height }) => sum + height, 4),
    draw: (sheet, top) => drawTotalRows(sheet, top, rows),
  };
}

const exchangeRateLine = ({ locale, currency }: InvoiceContent, rate: string): string =>
  invoiceWords[locale].exchangeRate(writtenExchangeRate(rate, locale), currency);

function drawTotalRows(sheet: Sheet, top: number, rows: TotalRow[]): void {
  let bottom = top;
  for (const { label, value, style, height, ruled } of rows) {
    if (ruled) sheet.line(totalsLeft, frame.right, bottom + 4, inks.accent, 0.9);
    bottom += height;
    const baseline = bottom - (ruled ? 9 : 6);
    sheet.text(label, totalsLeft, baseline, style);
    const room = frame.right - totalsLeft - textWidth(sheet.faces, label, style) - 8;
    const width = Math.min(textWidth(sheet.faces, value, style), room);
    sheet.fittedText(value, frame.right - width, baseline, style, room);
  }
}

/** The lines of the legal texts, for the foot of the last page. */
export const mentionLines = (content: InvoiceContent, faces: Typefaces): string[] =>
  content.mentions.flatMap((mention) =>
    textLines(faces, mention, noteStyle, frame.right - frame.left),
  );

/** Legal texts that stay on one page. */
export function mentionBlock(lines: string[]): Block {
  return {
    height: lines.length * noteLineHeight,
    draw: (sheet, top) => {
      for (const [i, line] of lines.entries())
        sheet.text(line, frame.left, top + 8 + i * noteLineHeight, noteStyle);
    },
  };
}
