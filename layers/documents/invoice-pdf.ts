import { PDFDocument } from 'pdf-lib';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { ciiInvoice } from './factur-x/cii.ts';
import { drawInvoicePages } from './invoice-pages.ts';
import { invoiceWords } from './invoice-words.ts';
import { archiveWith } from './pdf-a/archive.ts';
import type { DocumentFacts } from './pdf-a/xmp.ts';
import { mapTexts, missingSign, printable } from './printable-text.ts';
import { accentsOf, frame, Sheet } from './sheet.ts';
import { embedTypeface, type Typeface } from './typeface.ts';

/** The design of a document, whatever its content. */
export type DocumentAssets = {
  /** TrueType, cut beforehand by `bin/cut-fonts.ts`. */
  regular: Uint8Array;
  bold: Uint8Array;
  /** PNG; without it the seller's name is printed instead. */
  logo?: Uint8Array;
  /** The shop's colour, as in its mails: `#1f5f4a`. */
  primaryColor?: string;
};

/**
 * Renders an issued invoice as a Factur-X: one file for people and machines, a PDF/A-3u with the
 * invoice as XML inside.
 *
 * Pure: the same content, assets and what is shown besides give the same bytes, so that a stored hash can be verified
 * later. Never throws for a buyer's name; a character that the typeface lacks is printed as `□`,
 * and kept in the XML. Pass the same asset arrays each time: parsed fonts are cached by identity.
 */
export async function renderInvoicePdf(
  content: InvoiceContent,
  assets: DocumentAssets,
  shown: Shown = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const printed = await drawInvoice(document, content, assets, shown);
  await archiveWith(document, ciiInvoice(content), factsOf(printed), shown.stamp);
  return saveDocument(document);
}

/** Draws the pages; returns the content as printed. */
async function drawInvoice(
  document: PDFDocument,
  content: InvoiceContent,
  assets: DocumentAssets,
  shown: Shown,
): Promise<InvoiceContent> {
  const faces = {
    regular: await embedTypeface(document, assets.regular),
    bold: await embedTypeface(document, assets.bold),
  };
  const logo = assets.logo && (await document.embedPng(assets.logo));
  const printed = printableContent(content, faces.regular);
  const look = { faces, accents: accentsOf(assets.primaryColor) };
  const addSheet = () => new Sheet(document.addPage([frame.width, frame.height]), look);
  drawInvoicePages(printed, { faces, logo, shown }, addSheet);
  return printed;
}

/** Saves the document in one go; pdf-lib would otherwise wait for a timer every 50 objects. */
const saveDocument = (document: PDFDocument): Promise<Uint8Array> =>
  document.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false });

/** Descriptions and mentions keep their line breaks; every other text becomes one line. */
function printableContent(content: InvoiceContent, face: Typeface): InvoiceContent {
  const clean = (text: string) => printable(text, face.hasGlyph);
  const onOneLine = (text: string) => clean(text).replaceAll('\n', ' ');
  const printed = {
    ...mapTexts(content, onOneLine),
    lines: content.lines.map((line) => ({
      ...mapTexts(line, onOneLine),
      description: clean(line.description),
    })),
    mentions: content.mentions.map((mention) => keptTogether(clean(mention))),
  };
  return JSON.stringify(printed).includes(missingSign) ? explained(printed) : printed;
}

/** Adds a note when a character could not be printed, so that nobody takes `□` for the text. */
const explained = (content: InvoiceContent): InvoiceContent => ({
  ...content,
  mentions: [...content.mentions, invoiceWords[content.locale].missingSign(missingSign)],
});

/** Keeps French punctuation with the word after it, so that no line begins with `:`. */
const keptTogether = (text: string): string =>
  text.replace(/ (?=[:;!?»€%])|(?<=«) |(?<=:) (?=\d)/g, '\u00a0');

function factsOf(content: InvoiceContent): DocumentFacts {
  const { kind, locale, number, seller, customer, issuedAt } = content;
  return {
    title: `${invoiceWords[locale].title[kind]} ${number}`,
    author: seller.name,
    subject: `${seller.name} · ${customer.name}`,
    creator: 'Péage',
    producer: 'Péage',
    language: locale === 'fr' ? 'fr-FR' : 'en',
    createdAt: new Date(issuedAt),
  };
}
