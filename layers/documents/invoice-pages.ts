import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { type InvoiceLook, invoiceHeader } from './invoice-header.ts';
import { carriedHeight, type LineTable, lineTable } from './invoice-lines.ts';
import { invoiceTotals, mentionBlock, mentionLines } from './invoice-totals.ts';
import { invoiceWords } from './invoice-words.ts';
import { type PageRows, paginate } from './paginate.ts';
import { frame, inks, type Sheet, type Style, textLines } from './sheet.ts';
import { legalFormOf, registrationOf } from './written-seller.ts';
import { writtenSiren } from './written-values.ts';

const footerStyle = { size: 7, ink: inks.muted } satisfies Style;
/** The paper has room for no more; the first page shows everything anyway. */
const footerLinesMax = 4;
const runningHeadHeight = 30;
const totalsGap = 16;
const mentionsGap = 18;
/** With more lines, the legal texts continue on pages of their own. */
const mentionsBesideTotalsMax = 24;
const mentionsPerPage = 60;

/** Draws every page: the parties on the first, totals and legal texts on the last. */
export function drawInvoicePages(
  content: InvoiceContent,
  look: InvoiceLook,
  addSheet: () => Sheet,
): void {
  const { faces, shown } = look;
  const headers = invoiceHeader(content, look);
  const header = headers.at(-1)!;
  const table = lineTable(content, faces);
  const totals = invoiceTotals(content, shown);
  const legal = mentionLines(content, faces);
  const mentions = mentionBlock(legal.slice(0, mentionsBesideTotalsMax));
  const headerTop = headers.length > 1 ? runningHeadHeight : 0;
  const closingHeight = totalsGap + totals.height + mentionsGap + mentions.height;
  const pages = paginate(
    table.rows.map((row) => row.height),
    closingHeight,
    {
      first: frame.bottom - frame.top - headerTop - header.height - table.head.height,
      other: frame.bottom - frame.top - runningHeadHeight - table.head.height - carriedHeight,
      carried: carriedHeight,
    },
  );
  const sheets: Sheet[] = [];
  for (const [i, part] of headers.slice(0, -1).entries()) {
    const sheet = addSheet();
    sheets.push(sheet);
    if (i > 0) drawRunningHead(sheet, content, shown);
    part.draw(sheet, frame.top + (i > 0 ? runningHeadHeight : 0));
  }
  for (const [i, { from, to }] of pages.entries()) {
    const sheet = addSheet();
    sheets.push(sheet);
    let top: number = frame.top;
    if (sheets.length > 1) drawRunningHead(sheet, content, shown);
    if (i === 0) header.draw(sheet, top + headerTop);
    top += i === 0 ? headerTop + header.height : runningHeadHeight;
    if (to > from) top = drawRows(sheet, top, table, { from, to });
    const isLast = i === pages.length - 1;
    if (isLast) totals.draw(sheet, top + totalsGap);
    if (isLast) mentions.draw(sheet, frame.bottom - mentions.height);
  }
  for (let i = mentionsBesideTotalsMax; i < legal.length; i += mentionsPerPage) {
    const sheet = addSheet();
    sheets.push(sheet);
    drawRunningHead(sheet, content, shown);
    mentionBlock(legal.slice(i, i + mentionsPerPage)).draw(sheet, frame.top + runningHeadHeight);
  }
  for (const [i, sheet] of sheets.entries()) drawFooter(sheet, content, i + 1, sheets.length);
}

/** The part of the table on one page, with what is carried over; returns where it ends. */
function drawRows(sheet: Sheet, start: number, table: LineTable, { from, to }: PageRows): number {
  const { head, rows, carried } = table;
  const blocks = [
    head,
    ...(from > 0 ? [carried(from, 'top')] : []),
    ...rows.slice(from, to),
    ...(to < rows.length ? [carried(to, 'foot')] : []),
  ];
  let top = start;
  for (const block of blocks) {
    block.draw(sheet, top);
    top += block.height;
  }
  return top;
}

function drawRunningHead(sheet: Sheet, content: InvoiceContent, { stamp }: Shown): void {
  const words = invoiceWords[content.locale];
  const name = `${words.title[content.kind]} ${words.number(content.number)}`;
  const title = stamp ? `${name} · ${words.stamps[stamp]}` : name;
  sheet.text(title, frame.left, frame.top + 6, { size: 8.5, bold: true });
  const style = { size: 8.5, ink: inks.muted } satisfies Style;
  const customer = textLines(sheet.faces, content.customer.name, style, 222);
  // A name is never cut; when it is too long to repeat, the number identifies the page.
  if (customer.length === 1) sheet.text(customer[0]!, 318, frame.top + 6, style);
}

function drawFooter(sheet: Sheet, content: InvoiceContent, page: number, pages: number): void {
  const words = invoiceWords[content.locale];
  const pageLabel = words.page(page, pages);
  sheet.line(frame.left, frame.right, frame.bottom + 12, inks.line);
  const lines = (parts: string[]) => textLines(sheet.faces, parts.join(' · '), footerStyle, 420);
  const whole = lines([...sellerAddress(content), ...sellerNumbers(content)]);
  const identity = whole.length <= footerLinesMax ? whole : lines(sellerNumbers(content));
  for (const [i, line] of identity.entries())
    sheet.text(line, frame.left, frame.bottom + 24 + i * 9.4, footerStyle);
  sheet.textEndingAt(pageLabel, frame.right, frame.bottom + 24, footerStyle);
}

/** The seller on every page, so that a lost page still shows where it belongs. */
function sellerAddress({ seller, locale }: InvoiceContent): string[] {
  const { street, street2, postalCode, city } = seller.address;
  const form = legalFormOf(seller, invoiceWords[locale].capital);
  const place = [street, street2, [postalCode, city].filter(Boolean).join(' ')];
  return [seller.name, ...(form ? [form] : []), place.filter(Boolean).join(', ')];
}

/** Enough to identify the seller, and always short. */
function sellerNumbers({ seller, locale }: InvoiceContent): string[] {
  const words = invoiceWords[locale];
  return [
    registrationOf(seller, words.siren),
    `${words.siret} ${writtenSiren(seller.siret)}`,
    ...(seller.vatNumber ? [`${words.vatNumber} ${seller.vatNumber}`] : []),
  ].map((part) => part.replaceAll(' ', '\u00a0'));
}
