import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

xmlRegisterFsInputProviders();

const path = fileURLToPath(
  new URL('../../fixtures/factur-x/Factur-X_1.07.3_EN16931.xsd', import.meta.url),
);

const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }));

/** Why the schema of the profile EN 16931 refuses the XML; empty for a valid one. */
export function schemaFaults(xml: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ line, message }) => `${line}: ${message.trim()}`);
  } finally {
    document.dispose();
  }
}

/** Throws for what is no well-formed XML. */
export const requireWellFormed = (xml: string): void => XmlDocument.fromString(xml).dispose();
