import type { PDFImage } from 'pdf-lib';
import { writtenDate } from '#domain/calendar';
import type { InvoiceContent, PostalAddress, Seller } from '#domain/invoices/invoice';
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
import { clipLines } from './wrap-text.ts';
import { writtenCountry, writtenSiren } from './written-values.ts';

const logoHeight = 36;
const logoWidthMax = 170;
/** The customer stands where the window of a French DL envelope shows an address. */
const customerLeft = 318;
const columnWidth = frame.right - customerLeft;
const captionStyle = { size: 7.5, ink: inks.muted } satisfies Style;
const nameStyle = { size: 10.5, bold: true } satisfies Style;
const plainStyle = { size: 9 } satisfies Style;
const quietStyle = { size: 8.5, ink: inks.muted } satisfies Style;

/** Logo and number, both parties, dates: the top of the first page. */
export function invoiceHeader(
  content: InvoiceContent,
  faces: Typefaces,
  logo: PDFImage | undefined,
): Block {
  const words = invoiceWords[content.locale];
  const seller = party(faces, words.from, sellerLines(content));
  const customer = party(faces, words.to, customerLines(content));
  const partiesTop = 74;
  const partiesHeight = Math.max(seller.height, customer.height);
  const stripTop = partiesTop + partiesHeight + 20;
  return {
    height: stripTop + 40 + 22,
    draw: (sheet, top) => {
      drawTitle(sheet, top, content, logo);
      seller.draw(sheet, frame.left, top + partiesTop);
      customer.draw(sheet, customerLeft, top + partiesTop);
      drawDates(sheet, top + stripTop, content);
    },
  };
}

function drawTitle(
  sheet: Sheet,
  top: number,
  content: InvoiceContent,
  logo: PDFImage | undefined,
): void {
  const words = invoiceWords[content.locale];
  if (logo) {
    const scale = Math.min(logoHeight / logo.height, logoWidthMax / logo.width);
    sheet.image(logo, frame.left, top, logo.width * scale, logo.height * scale);
  } else {
    const name = { size: 17, bold: true } satisfies Style;
    sheet.fittedText(content.seller.name, frame.left, top + 24, name, 260);
  }
  sheet.textEndingAt(words.invoice, frame.right, top + 20, {
    size: 25,
    bold: true,
    ink: inks.accent,
  });
  sheet.textEndingAt(words.number(content.number), frame.right, top + 37, {
    size: 11,
    bold: true,
  });
}

type PartyLine = { text: string; style: Style; linesMax: number };

const name = (text: string): PartyLine => ({ text, style: nameStyle, linesMax: 3 });
const plain = (text: string): PartyLine => ({ text, style: plainStyle, linesMax: 3 });
const quiet = (text: string): PartyLine => ({ text, style: quietStyle, linesMax: 2 });

function party(faces: Typefaces, caption: string, parts: PartyLine[]) {
  const lines = parts.flatMap(({ text, style, linesMax }) =>
    clipLines(textLines(faces, text, style, columnWidth), linesMax).map((line) => ({
      text: line,
      style,
      height: style.size + 3.6,
    })),
  );
  return {
    height: 14 + lines.reduce((sum, line) => sum + line.height, 0),
    draw: (sheet: Sheet, left: number, top: number) => {
      sheet.text(caption, left, top, captionStyle);
      let baseline = top + 3;
      for (const line of lines) {
        baseline += line.height;
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

function customerLines({ seller, customer, locale }: InvoiceContent): PartyLine[] {
  const words = invoiceWords[locale];
  const { address } = customer;
  const isAbroad = address !== undefined && address.country !== seller.address.country;
  return [
    name(customer.name),
    ...(address ? addressLines(address).map(plain) : []),
    ...(isAbroad ? [plain(writtenCountry(address.country, locale))] : []),
    ...present(customer.siren).map((siren) => quiet(`${words.siren} ${writtenSiren(siren)}`)),
    ...present(customer.vatNumber).map((vat) => quiet(`${words.vatNumber} ${vat}`)),
    quiet([customer.email, ...present(customer.phone)].join(' · ')),
  ];
}

const present = (text: string | undefined): string[] => (text ? [text] : []);

const addressLines = (address: PostalAddress): string[] => [
  address.street,
  [...present(address.postalCode), address.city].join(' '),
];

/** `SAS au capital de 10 000 €`, or what of it there is. */
export function legalFormOf(
  { legalForm, shareCapital }: Seller,
  withCapital: (form: string, capital: string) => string,
): string | undefined {
  return legalForm && shareCapital ? withCapital(legalForm, shareCapital) : legalForm;
}

/** `RCS Paris 123 456 789`; the bare SIREN when the seller is in no trade register. */
export const registrationOf = ({ rcsCity, siren }: Seller, sirenWord: string): string =>
  `${rcsCity ? `RCS ${rcsCity}` : sirenWord} ${writtenSiren(siren)}`;

function drawDates(sheet: Sheet, top: number, content: InvoiceContent): void {
  const { locale, totals, currency, seller } = content;
  const words = invoiceWords[locale];
  const cells: [caption: string, value: string][] = [
    [words.issueDate, writtenDate(content.issueDate, locale)],
    [words.supplyDate[seller.supplies], writtenDate(content.supplyDate, locale)],
    [words.dueDate, writtenDate(content.dueDate, locale)],
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
  const total = { size: 12, bold: true, ink: inks.accent } satisfies Style;
  const gross = formatMoney({ minor: totals.grossMinor, currency }, locale);
  sheet.textEndingAt(words.totalGross, right, top + 15, captionStyle);
  const left = Math.max(right - textWidth(sheet.faces, gross, total), right - 110);
  sheet.fittedText(gross, left, top + 30, total, 110);
}
