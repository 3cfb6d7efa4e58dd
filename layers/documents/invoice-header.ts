import type { PDFImage } from 'pdf-lib';
import { writtenDate } from '#domain/calendar/written';
import type { InvoiceContent, PostalAddress } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { suppliesOf } from '#domain/invoices/supplies';
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
import { legalFormOf, registrationOf } from './written-seller.ts';
import { writtenCountry, writtenSiren } from './written-values.ts';

const logoHeight = 36;
const logoWidthMax = 170;
/** The customer is placed where the window of a French DL envelope shows an address. */
const customerLeft = 318;
const columnWidth = frame.right - customerLeft;
const captionStyle = { size: 7.5, ink: inks.muted } satisfies Style;
const nameStyle = { size: 10.5, bold: true } satisfies Style;
const plainStyle = { size: 9 } satisfies Style;
const quietStyle = { size: 8.5, ink: inks.muted } satisfies Style;

/** Between the logo and the parties. */
const stampTop = 43;
const partiesTop = 74;
const captionHeight = 14;
const stripHeight = 20 + 40 + 22;

/** What a document is drawn with, whatever its content. */
export type InvoiceLook = { faces: Typefaces; logo?: PDFImage; shown: Shown };

/** The room for both parties on one page; long names and addresses continue on the next one. */
const partiesRoom = frame.bottom - frame.top - partiesTop - captionHeight - stripHeight;

/**
 * Logo and number, both parties, dates: the top of the first page. More than one block when a party
 * is too long for a page; each block starts a page, and the table follows the last one.
 */
export function invoiceHeader(content: InvoiceContent, look: InvoiceLook): Block[] {
  const { faces } = look;
  const words = invoiceWords[content.locale];
  const sellers = columnParts(faces, sellerLines(content));
  const customers = columnParts(faces, customerLines(content));
  const count = Math.max(sellers.length, customers.length);
  return Array.from({ length: count }, (_, i) => {
    const seller = party(words.from, sellers[i]);
    const customer = party(words.to[content.kind], customers[i]);
    const top = i === 0 ? partiesTop : 0;
    const isLast = i === count - 1;
    const bottom = top + Math.max(seller.height, customer.height);
    return {
      height: bottom + (isLast ? stripHeight : 0),
      draw: (sheet, pageTop) => {
        if (i === 0) drawTitle(sheet, pageTop, content, look);
        seller.draw(sheet, frame.left, pageTop + top);
        customer.draw(sheet, customerLeft, pageTop + top);
        if (isLast) drawDates(sheet, pageTop + bottom + 20, content);
      },
    };
  });
}

function drawTitle(
  sheet: Sheet,
  top: number,
  content: InvoiceContent,
  { logo, shown }: InvoiceLook,
): void {
  const words = invoiceWords[content.locale];
  if (logo) {
    const scale = Math.min(logoHeight / logo.height, logoWidthMax / logo.width);
    sheet.image(logo, frame.left, top, logo.width * scale, logo.height * scale);
  } else {
    const name = { size: 17, bold: true } satisfies Style;
    sheet.fittedText(content.seller.name, frame.left, top + 24, name, 260);
  }
  sheet.textEndingAt(words.title[content.kind], frame.right, top + 20, {
    size: 25,
    bold: true,
    ink: inks.accentText,
  });
  sheet.textEndingAt(words.number(content.number), frame.right, top + 37, {
    size: 11,
    bold: true,
  });
  // An invoice that replaces another one says so among its mentions.
  if (content.corrects && content.kind === 'credit_note') {
    const { number, issueDate } = content.corrects;
    const line = words.corrects(number, writtenDate(issueDate, content.locale));
    sheet.textEndingAt(line, frame.right, top + 51, { size: 9 });
  }
  if (shown.stamp) drawStamp(sheet, top + stampTop, words.stamps[shown.stamp], shown.stamp);
}

function drawStamp(sheet: Sheet, top: number, word: string, stamp: 'duplicata' | 'cancelled') {
  const ink = stamp === 'cancelled' ? inks.cancelled : inks.muted;
  const style = { size: 10, bold: true, ink } satisfies Style;
  const width = textWidth(sheet.faces, word, style) + 20;
  sheet.roundedFrame(frame.left, top, width, 18, ink);
  sheet.text(word, frame.left + 10, top + 12.7, style);
}

type PartyLine = { text: string; style: Style };

const name = (text: string): PartyLine => ({ text, style: nameStyle });
const plain = (text: string): PartyLine => ({ text, style: plainStyle });
const quiet = (text: string): PartyLine => ({ text, style: quietStyle });

const heightOf = ({ style }: PartyLine): number => style.size + 3.6;

/** A party's lines, wrapped to the column and divided over as many pages as they need. */
function columnParts(faces: Typefaces, lines: PartyLine[]): PartyLine[][] {
  const parts: PartyLine[][] = [[]];
  let left = partiesRoom;
  for (const { text, style } of lines)
    for (const line of textLines(faces, text, style, columnWidth)) {
      const broken = { text: line, style };
      if (heightOf(broken) > left) {
        parts.push([]);
        left = partiesRoom;
      }
      left -= heightOf(broken);
      parts.at(-1)!.push(broken);
    }
  return parts;
}

function party(caption: string, lines: PartyLine[] = []) {
  return {
    height: captionHeight + lines.reduce((sum, line) => sum + heightOf(line), 0),
    draw: (sheet: Sheet, left: number, top: number) => {
      if (lines.length > 0) sheet.text(caption, left, top, captionStyle);
      let baseline = top + 3;
      for (const line of lines) {
        baseline += heightOf(line);
        sheet.text(line.text, left, baseline, line.style);
      }
    },
  };
}

function sellerLines({ seller, customer, locale }: InvoiceContent): PartyLine[] {
  const words = invoiceWords[locale];
  const { address } = customer;
  const isAbroad = address !== undefined && address.country !== seller.address.country;
  return [
    name(seller.name),
    ...present(legalFormOf(seller, words.capital)).map(plain),
    ...addressLines(seller.address).map(plain),
    ...(isAbroad ? [plain(writtenCountry(seller.address.country, locale))] : []),
    quiet(`${words.siret} ${writtenSiren(seller.siret)}`),
    quiet(registrationOf(seller, words.siren)),
    ...present(seller.vatNumber).map((vat) => quiet(`${words.vatNumber} ${vat}`)),
    quiet([seller.email, ...present(seller.phone)].join(' · ')),
    ...present(seller.website).map(quiet),
  ];
}

function customerLines(content: InvoiceContent): PartyLine[] {
  const { seller, customer, locale } = content;
  const words = invoiceWords[locale];
  const { address } = customer;
  const isAbroad = address !== undefined && address.country !== seller.address.country;
  return [
    name(customer.name),
    ...present(customer.service).map(plain),
    ...(address ? addressLines(address).map(plain) : []),
    ...(isAbroad ? [plain(writtenCountry(address.country, locale))] : []),
    ...present(customer.siren).map((siren) => quiet(`${words.siren} ${writtenSiren(siren)}`)),
    ...present(customer.vatNumber).map((vat) => quiet(`${words.vatNumber} ${vat}`)),
    quiet([customer.email, ...present(customer.phone)].join(' · ')),
    ...present(customer.purchaseOrder).map((number) => quiet(words.purchaseOrder(number))),
    ...deliveryLines(content),
  ];
}

/** Only when the goods went elsewhere (CGI ann. II art. 242 nonies A, I 7° bis). */
function deliveryLines({ customer, seller, locale }: InvoiceContent): PartyLine[] {
  const { deliveryAddress: address } = customer;
  if (!address) return [];
  const isAbroad = address.country !== seller.address.country;
  return [
    quiet(invoiceWords[locale].deliveredTo),
    ...addressLines(address).map(plain),
    ...(isAbroad ? [plain(writtenCountry(address.country, locale))] : []),
  ];
}

const present = (text: string | undefined): string[] => (text ? [text] : []);

const addressLines = (address: PostalAddress): string[] => [
  address.street,
  ...present(address.street2),
  [...present(address.postalCode), address.city].join(' '),
];

function drawDates(sheet: Sheet, top: number, content: InvoiceContent): void {
  const { locale, totals, currency } = content;
  const words = invoiceWords[locale];
  const supplied =
    content.kind === 'deposit' ? words.depositDate : words.supplyDate[suppliesOf(content)];
  const cells: [caption: string, value: string][] = [
    [words.issueDate, writtenDate(content.issueDate, locale)],
    [supplied, writtenDate(content.supplyDate, locale)],
    ...(content.kind === 'credit_note'
      ? []
      : [[words.dueDate, writtenDate(content.dueDate, locale)] satisfies [string, string]]),
  ];
  const padding = 12;
  const step = 122;
  sheet.filledBox(frame.left, top, frame.right - frame.left, 40, inks.tint);
  for (const [i, [caption, value]] of cells.entries()) {
    const left = frame.left + padding + i * step;
    sheet.text(caption, left, top + 15, captionStyle);
    sheet.fittedText(value, left, top + 29, { size: 9.5 }, step - padding);
  }
  const right = frame.right - padding;
  const total = { size: 12, bold: true, ink: inks.accentText } satisfies Style;
  const gross = formatMoney({ minor: totals.grossMinor, currency }, locale);
  sheet.textEndingAt(words.totalGross, right, top + 15, captionStyle);
  const left = Math.max(right - textWidth(sheet.faces, gross, total), right - 110);
  sheet.fittedText(gross, left, top + 30, total, 110);
}
