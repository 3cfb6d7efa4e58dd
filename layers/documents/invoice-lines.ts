import type { InvoiceContent, InvoiceLine } from '#domain/invoices/invoice';
import { formatMoney } from '#domain/money';
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
import { writtenQuantity, writtenRate, writtenUnitPrice } from './written-values.ts';

const cellStyle = { size: 9 } satisfies Style;
const headStyle = { size: 7.5, bold: true, ink: inks.accentText } satisfies Style;
const carriedStyle = { size: 9, bold: true } satisfies Style;
const lineHeight = 12.2;
const rowPadding = 5.5;
const columnGap = 16;
/** A longer description continues in another row, so that no row is taller than a page. */
const linesPerRowMax = 24;

/** The table's head and rows; a row is never split. */
export type LineTable = {
  head: Block;
  rows: Block[];
  /** The sum of the rows before this one, as carried over from page to page. */
  carried(row: number, where: 'foot' | 'top'): Block;
};

type Row = { description: string[]; figures: string[]; netMinor: number; isEndOfLine: boolean };

/** The height of a sum that is carried over. */
export const carriedHeight = 22;

/** Lays out the invoice's lines: figures take the width they need, descriptions the rest. */
export function lineTable(content: InvoiceContent, faces: Typefaces): LineTable {
  const { currency, locale } = content;
  const words = invoiceWords[locale];
  const heads = [words.quantity, words.unitPrice, words.vatRate, words.lineNet];
  const entries = entriesOf(content);
  const widths = heads.map((head, column) =>
    Math.max(
      textWidth(faces, head, headStyle),
      ...entries.map(({ figures }) => textWidth(faces, figures[column] ?? '', cellStyle)),
    ),
  );
  const rights = rightEdges(widths);
  const descriptionWidth = (rights[0] ?? 0) - (widths[0] ?? 0) - columnGap - frame.left;
  const rows = entries.flatMap((entry) =>
    rowsOf(textLines(faces, entry.description, cellStyle, descriptionWidth), entry),
  );
  return {
    head: headBlock(words.description, heads, rights),
    rows: rows.map((row) => rowBlock(row, rights)),
    carried: (count, where) => {
      const minor = rows.slice(0, count).reduce((sum, { netMinor }) => sum + netMinor, 0);
      return carriedBlock(words.carried[where], formatMoney({ minor, currency }, locale), where);
    },
  };
}

/** A row of the table: a line, a discount on a line, or a discount on the whole invoice. */
type Entry = { description: string; figures: string[]; netMinor: number; goesOn?: boolean };

/** The last column adds up to the invoice's net total, so discounts are negative. */
function entriesOf(content: InvoiceContent): Entry[] {
  const { currency, locale, lines, allowances = [], totals } = content;
  const words = invoiceWords[locale];
  const off = (netMinor: number) => formatMoney({ minor: -netMinor, currency }, locale);
  const reasons = totals.vatGroups.filter(({ exemption }) => exemption).length;
  return [
    ...lines.flatMap((line): Entry[] => {
      const { discount, exemption } = line;
      // A single reason is printed with the legal texts; with several, each line states its own.
      const why = exemption && reasons > 1 ? `\n${exemption.text}` : '';
      const entry = {
        description: line.description + why,
        figures: figuresOf(line, content),
        netMinor: line.netMinor + (discount?.netMinor ?? 0),
      };
      if (!discount) return [entry];
      return [
        { ...entry, goesOn: true },
        {
          description: words.discount(discount.reason),
          figures: ['', '', '', off(discount.netMinor)],
          netMinor: -discount.netMinor,
        },
      ];
    }),
    ...allowances.map(({ reason, vatRate, netMinor }) => ({
      description: words.discount(reason),
      figures: ['', '', writtenRate(vatRate, locale), off(netMinor)],
      netMinor: -netMinor,
    })),
  ];
}

function figuresOf(line: InvoiceLine, { currency, locale }: InvoiceContent): string[] {
  const price = writtenUnitPrice(line.unitNetMicros, currency, locale);
  const { priceBaseQuantity, discount } = line;
  const minor = line.netMinor + (discount?.netMinor ?? 0);
  return [
    writtenQuantity(line.quantity, locale),
    priceBaseQuantity === undefined
      ? price
      : invoiceWords[locale].priceFor(price, writtenQuantity(priceBaseQuantity, locale)),
    writtenRate(line.vatRate, locale),
    formatMoney({ minor, currency }, locale),
  ];
}

/** Right edges of the figure columns; the last one is at the margin. */
function rightEdges(widths: number[]): number[] {
  let right: number = frame.right;
  return widths
    .toReversed()
    .map((width) => {
      const edge = right;
      right -= width + columnGap;
      return edge;
    })
    .toReversed();
}

function rowsOf(description: string[], { figures, netMinor, goesOn = false }: Entry): Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < description.length; from += linesPerRowMax) {
    rows.push({
      description: description.slice(from, from + linesPerRowMax),
      figures: from === 0 ? figures : [],
      netMinor: from === 0 ? netMinor : 0,
      isEndOfLine: !goesOn && from + linesPerRowMax >= description.length,
    });
  }
  return rows;
}

function headBlock(description: string, heads: string[], rights: number[]): Block {
  return {
    height: 20,
    draw: (sheet, top) => {
      sheet.text(description, frame.left, top + 10, headStyle);
      drawFigures(sheet, heads, rights, top + 10, headStyle);
      sheet.line(frame.left, frame.right, top + 18, inks.accent, 0.9);
    },
  };
}

function rowBlock(row: Row, rights: number[]): Block {
  const height = row.description.length * lineHeight + 2 * rowPadding;
  return {
    height,
    draw: (sheet, top) => {
      const baseline = top + rowPadding + 9;
      for (const [i, line] of row.description.entries())
        sheet.text(line, frame.left, baseline + i * lineHeight, cellStyle);
      drawFigures(sheet, row.figures, rights, baseline, cellStyle);
      if (row.isEndOfLine) sheet.line(frame.left, frame.right, top + height, inks.line, 0.5);
    },
  };
}

/** What the lines so far add up to, at the foot of a page and again at the top of the next one. */
function carriedBlock(label: string, sum: string, where: 'foot' | 'top'): Block {
  return {
    height: carriedHeight,
    draw: (sheet, top) => {
      const labelRight = frame.right - textWidth(sheet.faces, sum, carriedStyle) - columnGap;
      sheet.textEndingAt(label, labelRight, top + 14, carriedStyle);
      sheet.textEndingAt(sum, frame.right, top + 14, carriedStyle);
      if (where === 'top') sheet.line(frame.left, frame.right, top + carriedHeight, inks.line, 0.5);
    },
  };
}

function drawFigures(
  sheet: Sheet,
  figures: string[],
  rights: number[],
  baseline: number,
  style: Style,
): void {
  for (const [i, figure] of figures.entries())
    sheet.textEndingAt(figure, rights[i] ?? frame.right, baseline, style);
}
