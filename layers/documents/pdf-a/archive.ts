import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { AFRelationship, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { onOneLine } from '../factur-x/xml.ts';
import { srgbProfile } from './srgb-profile.ts';
import { type DocumentFacts, facturX, xmpPacket } from './xmp.ts';

/** Built once: the same for every document. */
const colourProfile = deflateSync(srgbProfile());

/**
 * Makes a drawn document a PDF/A-3u (ISO 19005-3: archivable, searchable, with embedded files) that
 * carries the invoice for machines as `factur-x.xml`.
 *
 * Its identity and dates derive from what is said of it and from the XML, so the same invoice gives the same bytes.
 * `copy` tells a copy with a stamp from the original. The caller has embedded every font and drawn in red, green and blue.
 */
export async function archiveWith(
  document: PDFDocument,
  xml: string,
  said: DocumentFacts,
  copy = '',
): Promise<void> {
  // Cleaned before both are written: dictionary and XMP must agree to the character.
  const facts = {
    ...said,
    title: onOneLine(said.title),
    author: onOneLine(said.author),
    subject: onOneLine(said.subject),
  };
  describe(document, facts);
  addMetadata(document, facts);
  addOutputIntent(document);
  identify(document, xml, copy);
  const [[, fileName]] = facturX.properties;
  await document.attach(new TextEncoder().encode(xml), fileName, {
    mimeType: 'text/xml',
    description: 'Factur-X',
    creationDate: facts.createdAt,
    modificationDate: facts.createdAt,
    afRelationship: AFRelationship.Alternative,
  });
}

function describe(document: PDFDocument, facts: DocumentFacts): void {
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setLanguage(facts.language);
  document.setCreator(facts.creator);
  document.setProducer(facts.producer);
  document.setCreationDate(facts.createdAt);
  document.setModificationDate(facts.createdAt);
}

/** As bytes: pdf-lib would write a string in Latin-1. Unfiltered, so that any tool can read it. */
function addMetadata({ context, catalog }: PDFDocument, facts: DocumentFacts): void {
  const packet = context.stream(new TextEncoder().encode(xmpPacket(facts)), {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  catalog.set(PDFName.of('Metadata'), context.register(packet));
}

function addOutputIntent({ context, catalog }: PDFDocument): void {
  const profile = context.register(context.stream(colourProfile, { Filter: 'FlateDecode', N: 3 }));
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB'),
    RegistryName: PDFString.of('http://www.color.org'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
}

/** The file's identifier (ISO 32000-1, 14.4), from what makes the invoice, and the copy, this one. */
function identify({ context }: PDFDocument, xml: string, copy: string): void {
  const idOf = (text: string) =>
    PDFHexString.of(createHash('sha256').update(text).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([idOf(xml), idOf(xml + copy)]);
}
