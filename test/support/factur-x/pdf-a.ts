import fontkit from '@pdf-lib/fontkit';
import { type PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib';
import { allDicts, arrayAt, asDict, decoded, dictAt, streamAt, textAt } from './pdf-objects.ts';
import { requireWellFormed } from './schema.ts';

/**
 * What keeps a file from being a PDF/A-3u with a Factur-X; empty for a good one.
 *
 * An own reading of ISO 19005-3 over the tree of objects: it knows what our documents can contain,
 * and reports whatever it does not know as a fault.
 */
export async function archiveFaults(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return [
    ...headerFaults(bytes, document),
    ...metadataFaults(document),
    ...colourFaults(document),
    ...fontFaults(document),
    ...attachmentFaults(document),
    ...forbiddenFaults(document),
  ];
}

const unless = (isGood: boolean, fault: string): string[] => (isGood ? [] : [fault]);

function headerFaults(bytes: Uint8Array, { context }: PDFDocument): string[] {
  const start = Buffer.from(bytes.subarray(0, 15));
  const ids = String(context.trailerInfo.ID ?? '').match(/<[0-9a-f]{32}>/gi) ?? [];
  return [
    ...unless(start.toString('latin1', 0, 8) === '%PDF-1.7', 'the header names no PDF 1.7'),
    ...unless(
      start[9] === 0x25 && start.subarray(10, 14).every((byte) => byte > 127),
      'no binary comment follows the header',
    ),
    ...unless(ids.length === 2, 'the trailer has no /ID of two'),
    ...unless(context.trailerInfo.Encrypt === undefined, 'it is encrypted'),
  ];
}

const fxNames = ['DocumentType', 'DocumentFileName', 'Version', 'ConformanceLevel'];

function metadataFaults(document: PDFDocument): string[] {
  const stream = streamAt(document.catalog, 'Metadata');
  if (!stream) return ['the catalog has no metadata'];
  const xmp = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stream.contents);
  requireWellFormed(xmp.slice(xmp.indexOf('?>') + 2, xmp.lastIndexOf('<?xpacket')));
  const said = (name: string) => new RegExp(`<${name}[^>]*>(?:<[^>]*>)*([^<]*)<`).exec(xmp)?.[1];
  const info = asDict(document.context.lookup(document.context.trailerInfo.Info));
  const same = (name: string, key: string) =>
    unless(unescaped(said(name)) === textAt(info, key), `${name} differs from ${key}`);
  return [
    ...unless(!stream.dict.has(PDFName.of('Filter')), 'the metadata are compressed'),
    ...unless(
      xmp.startsWith('<?xpacket begin="\ufeff"'),
      'the packet does not begin with its mark',
    ),
    ...unless(said('pdfaid:part') === '3' && said('pdfaid:conformance') === 'U', 'no PDF/A-3u'),
    ...same('dc:title', 'Title'),
    ...same('dc:creator', 'Author'),
    ...same('dc:description', 'Subject'),
    ...same('xmp:CreatorTool', 'Creator'),
    ...same('pdf:Producer', 'Producer'),
    ...unless(isoOf(textAt(info, 'CreationDate')) === said('xmp:CreateDate'), 'the dates differ'),
    ...unless(isoOf(textAt(info, 'ModDate')) === said('xmp:ModifyDate'), 'the dates differ'),
    ...unless(said('fx:DocumentFileName') === 'factur-x.xml', 'fx names another file'),
    ...unless(said('fx:DocumentType') === 'INVOICE', 'fx names no invoice'),
    ...unless(said('fx:Version') === '1.0', 'fx has another version'),
    ...unless(said('fx:ConformanceLevel') === 'EN 16931', 'fx has another profile'),
    ...fxNames.flatMap((name) =>
      unless(xmp.includes(`<pdfaProperty:name>${name}<`), `fx:${name} is not described`),
    ),
  ];
}

const unescaped = (text: string | undefined) =>
  text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** `D:20260301093000Z` → `2026-03-01T09:30:00Z`. */
const isoOf = (date: string | undefined) =>
  date?.replace(/^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');

function colourFaults(document: PDFDocument): string[] {
  const intents = arrayAt(document.catalog, 'OutputIntents').map(asDict);
  const profile = streamAt(intents[0], 'DestOutputProfile');
  const icc = profile ? decoded(profile) : Buffer.alloc(128);
  const code = document
    .getPages()
    .map(({ node }) => pageCode(node))
    .join('\n');
  return [
    ...unless(intents.length === 1 && textAt(intents[0], 'S') === 'GTS_PDFA1', 'no output intent'),
    ...unless(textAt(profile?.dict, 'N') === '3', 'the profile has not three components'),
    ...unless(icc.readUInt32BE(0) === icc.length, 'the profile has another length than it says'),
    ...unless(icc.toString('latin1', 12, 24) === 'mntrRGB XYZ ', 'the profile is none of RGB'),
    ...unless(icc.toString('latin1', 36, 40) === 'acsp', 'the profile is no ICC profile'),
    ...unless(!/(?:^|\s)[kK](?:\s|$)/m.test(code), 'colours for print are used'),
  ];
}

function pageCode(page: PDFDict): string {
  const contents = page.lookup(PDFName.of('Contents'));
  const streams = Array.isArray((contents as { array?: unknown[] }).array)
    ? arrayAt(page, 'Contents')
    : [contents];
  return streams.map((stream) => decoded(stream as PDFRawStream).toString('latin1')).join('\n');
}

function fontFaults(document: PDFDocument): string[] {
  const fonts = allDicts(document).filter((dict) => textAt(dict, 'Type') === 'Font');
  const whole = fonts.filter((font) => textAt(font, 'Subtype') === 'Type0');
  return [
    ...unless(whole.length > 0 && fonts.length === 2 * whole.length, 'a font is no subset of ours'),
    ...whole.flatMap((font) => [
      ...unless(textAt(font, 'Encoding') === 'Identity-H', 'a font has another encoding'),
      ...unless(streamAt(font, 'ToUnicode') !== undefined, 'a font cannot be searched'),
      ...arrayAt(font, 'DescendantFonts').flatMap((part) => descendantFaults(asDict(part))),
    ]),
  ];
}

function descendantFaults(font: PDFDict | undefined): string[] {
  const file = streamAt(dictAt(font, 'FontDescriptor'), 'FontFile2');
  if (!file) return ['a font is not embedded'];
  const embedded = fontkit.create(decoded(file));
  const wrong = [...widthsOf(arrayAt(font, 'W'))].filter(([glyph, width]) => {
    const real = (embedded.getGlyph(glyph).advanceWidth * 1000) / embedded.unitsPerEm;
    return Math.abs(real - width) > 1;
  });
  return [
    ...unless(textAt(font, 'CIDToGIDMap') === 'Identity', 'a font maps to other glyphs'),
    ...unless(wrong.length === 0, 'a font has other widths than it says'),
  ];
}

/** `[3 [500 600] 9 [300]]` → 3: 500, 4: 600, 9: 300. */
function widthsOf(table: unknown[]): Map<number, number> {
  const widths = new Map<number, number>();
  for (let i = 0; i < table.length; i += 2) {
    const first = Number(String(table[i]));
    const list = String(table[i + 1]).match(/[\d.]+/g) ?? [];
    for (const [j, width] of list.entries()) widths.set(first + j, Number(width));
  }
  return widths;
}

function attachmentFaults({ catalog }: PDFDocument): string[] {
  const files = arrayAt(catalog, 'AF').map(asDict);
  const named = arrayAt(dictAt(dictAt(catalog, 'Names'), 'EmbeddedFiles'), 'Names').map(asDict);
  const [file] = files;
  const stream = streamAt(dictAt(file, 'EF'), 'F');
  return [
    ...unless(files.length === 1 && named.includes(file), 'not exactly one file is attached'),
    ...unless(textAt(file, 'F') === 'factur-x.xml', 'the attached file has another name'),
    ...unless(textAt(file, 'UF') === 'factur-x.xml', 'the attached file has another name'),
    ...unless(textAt(file, 'AFRelationship') === 'Alternative', 'the file is no alternative'),
    ...unless(textAt(stream?.dict, 'Subtype') === 'text/xml', 'the file is no text/xml'),
    ...unless(
      dictAt(stream?.dict, 'Params')?.has(PDFName.of('ModDate')) === true,
      'the file has no date',
    ),
  ];
}

const forbiddenKeys = ['AA', 'OpenAction', 'AcroForm', 'JavaScript', 'JS', 'Perms', 'XFA'];

const knownFilters = [undefined, 'FlateDecode'];

function forbiddenFaults(document: PDFDocument): string[] {
  return allDicts(document).flatMap((dict) => [
    ...forbiddenKeys.filter((key) => dict.has(PDFName.of(key))).map((key) => `it has /${key}`),
    ...unless(
      textAt(dict, 'Type') !== 'Annot' || textAt(dict, 'F') === '4',
      'a link is not printed',
    ),
    ...unless(knownFilters.includes(filterOf(dict)), 'a stream has an unknown filter'),
    ...unless(textAt(dict, 'Interpolate') !== 'true', 'a picture is interpolated'),
  ]);
}

const filterOf = (dict: PDFDict) =>
  textAt(dict, 'Type') === 'ObjStm' ? undefined : textAt(dict, 'Filter');
