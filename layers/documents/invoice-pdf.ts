import { PDFDocument } from 'pdf-lib';
import type { InvoiceContent } from '#domain/invoices/invoice';
import { drawInvoicePages } from './invoice-pages.ts';
import { invoiceWords } from './invoice-words.ts';
import { mapTexts, missingSign, printable } from './printable-text.ts';
import { accentsOf, frame, Sheet } from './sheet.ts';
import { embedTypeface, type Typeface } from './typeface.ts';

/** What a document looks like, whatever it says. */
export type DocumentAssets = {
  /** TrueType, cut beforehand by `bin/cut-fonts.ts`. */
  regular: Uint8Array;
  bold: Uint8Array;
  /** PNG. Without it the seller's name stands in its place. */
  logo?: Uint8Array;
  /** The shop's, as in its mails: `#1f5f4a`. */
  primaryColor?: string;
};

/**
 * Renders an issued invoice as a PDF.
 *
 * A pure function: the same content and assets give the same bytes, so that a stored hash can be
 * proved again. It never throws for what buyers are called; a sign that the typeface lacks shows
 * as `□`. Pass the same asset arrays each time: parsed fonts are kept by their identity.
 */
export async function renderInvoicePdf(
  content: InvoiceContent,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  return saveDocument(await drawInvoice(content, assets));
}

/** The drawn invoice before it is written, open to further steps such as attachments. */
async function drawInvoice(content: InvoiceContent, assets: DocumentAssets): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const faces = {
    regular: await embedTypeface(document, assets.regular),
    bold: await embedTypeface(document, assets.bold),
  };
  const logo = assets.logo && (await document.embedPng(assets.logo));
  const printed = printableContent(content, faces.regular);
  const look = { faces, accents: accentsOf(assets.primaryColor) };
  const addSheet = () => new Sheet(document.addPage([frame.width, frame.height]), look);
  drawInvoicePages(printed, faces, logo, addSheet);
  describe(document, printed);
  return document;
}

/** Writes the document in one go; pdf-lib would otherwise pause for a timer every 50 objects. */
const saveDocument = (document: PDFDocument): Promise<Uint8Array> =>
  document.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false });

/** Descriptions and mentions keep their line breaks; every other text stands on one line. */
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

/** What could not be printed is said, so that nobody takes the sign for what was meant. */
const explained = (content: InvoiceContent): InvoiceContent => ({
  ...content,
  mentions: [...content.mentions, invoiceWords[content.locale].missingSign(missingSign)],
});

/** No line begins with a sign that French sets apart by a space: `: 40 €` stays whole. */
const keptTogether = (text: string): string =>
  text.replace(/ (?=[:;!?»€%])|(?<=«) |(?<=:) (?=\d)/g, '\u00a0');

function describe(document: PDFDocument, content: InvoiceContent): void {
  const words = invoiceWords[content.locale];
  const issuedAt = new Date(content.issuedAt);
  document.setTitle(`${words.invoice} ${content.number}`, { showInWindowTitleBar: true });
  document.setAuthor(content.seller.name);
  document.setSubject(`${content.seller.name} · ${content.customer.name}`);
  document.setLanguage(content.locale === 'fr' ? 'fr-FR' : 'en');
  document.setCreator('Péage');
  document.setProducer('Péage');
  document.setCreationDate(issuedAt);
  document.setModificationDate(issuedAt);
}
