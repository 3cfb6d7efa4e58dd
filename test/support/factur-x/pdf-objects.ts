import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';

/** Reads the tree of a PDF's objects by names; nothing for what is not there. */
export const dictAt = (parent: PDFDict | undefined, name: string): PDFDict | undefined =>
  asDict(parent?.lookup(PDFName.of(name)));

export const asDict = (object: unknown): PDFDict | undefined =>
  object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : undefined;

export const streamAt = (parent: PDFDict | undefined, name: string): PDFRawStream | undefined => {
  const object = parent?.lookup(PDFName.of(name));
  return object instanceof PDFRawStream ? object : undefined;
};

export function arrayAt(parent: PDFDict | undefined, name: string): unknown[] {
  const object = parent?.lookup(PDFName.of(name));
  if (!(object instanceof PDFArray)) return [];
  return object.asArray().map((_, index) => object.lookup(index));
}

export function textAt(parent: PDFDict | undefined, name: string): string | undefined {
  const object = parent?.lookup(PDFName.of(name));
  if (object instanceof PDFString || object instanceof PDFHexString) return object.decodeText();
  return object instanceof PDFName ? object.decodeText() : object?.toString();
}

export const decoded = (stream: PDFRawStream): Buffer =>
  Buffer.from(decodePDFRawStream(stream).decode());

export const allDicts = ({ context }: PDFDocument): PDFDict[] =>
  context.enumerateIndirectObjects().flatMap(([, object]) => asDict(object) ?? []);

/** The file inside, as the catalog names it. */
export function embeddedFile(document: PDFDocument, name: string): Buffer | undefined {
  for (const object of arrayAt(document.catalog, 'AF')) {
    const specification = asDict(object);
    if (textAt(specification, 'UF') !== name) continue;
    const stream = streamAt(dictAt(specification, 'EF'), 'F');
    return stream && decoded(stream);
  }
  return undefined;
}
