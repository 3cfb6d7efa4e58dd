import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib';

type PlacedText = { text: string; x: number; y: number; page: number };

/**
 * Reads a PDF back as a viewer does: content streams, their fonts' ToUnicode maps, positions.
 * Knows the operators that pdf-lib writes and no others.
 */
export async function readPdf(bytes: Uint8Array) {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const texts = document.getPages().flatMap((page, number) => {
    const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
    const streams = page.node.Contents() as unknown as { asArray(): unknown[] };
    const content = streams
      .asArray()
      .map((ref) => decoded(document.context.lookup(ref as never)))
      .join('\n');
    return textsOf(content, (name) =>
      toUnicodeOf(
        decoded(fonts!.lookup(PDFName.of(name), PDFDict).lookup(PDFName.of('ToUnicode'))),
      ),
    ).map((placed) => ({ ...placed, page: number + 1 }));
  });
  return { document, texts, pageCount: document.getPageCount(), text: joined(texts) };
}

/** What the pages draw, as operators. */
export const pageCode = (document: PDFDocument): string =>
  document
    .getPages()
    .flatMap((page) => (page.node.Contents() as unknown as { asArray(): unknown[] }).asArray())
    .map((ref) => decoded(document.context.lookup(ref as never)))
    .join('\n');

const joined = (texts: PlacedText[]): string => texts.map(({ text }) => text).join('\n');

const decoded = (stream: unknown): string =>
  Buffer.from(decodePDFRawStream(stream as PDFRawStream).decode()).toString('latin1');

function textsOf(content: string, mapOf: (font: string) => Map<string, string>) {
  const maps = new Map<string, Map<string, string>>();
  const texts: Omit<PlacedText, 'page'>[] = [];
  for (const [, block = ''] of content.matchAll(/BT\n([\s\S]*?)ET/g)) {
    const [, font = ''] = /\/(\S+) [\d.]+ Tf/.exec(block) ?? [];
    const [, x, y] = /(\S+) (\S+) Tm/.exec(block) ?? [];
    const [, hex = ''] = /<([0-9A-Fa-f]*)> Tj/.exec(block) ?? [];
    const map = maps.get(font) ?? mapOf(font);
    maps.set(font, map);
    const text = (hex.match(/.{4}/g) ?? []).map((code) => map.get(code.toUpperCase())).join('');
    texts.push({ text, x: Number(x), y: Number(y) });
  }
  return texts;
}

function toUnicodeOf(cmap: string): Map<string, string> {
  const pairs = cmap.matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n/g);
  return new Map(
    Array.from(pairs, ([, code = '', text = '']) => [
      code.toUpperCase(),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

/** The font programs inside the file, by name. */
export function embeddedFonts(document: PDFDocument): { name: string; data: Uint8Array }[] {
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || !object.has(PDFName.of('FontFile2'))) return [];
    const stream = object.lookup(PDFName.of('FontFile2')) as PDFRawStream;
    const name = String(object.get(PDFName.of('FontName')));
    return [{ name, data: decodePDFRawStream(stream).decode() }];
  });
}
