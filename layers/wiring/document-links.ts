import type { InvoiceDocument } from '#domain/invoices/invoice-store';
import { variableOf } from '#runtime/environment';
import { DocumentLinks } from '#stores/document-links';
import { s3 } from './s3.ts';

const links = new DocumentLinks(s3, variableOf('DOCUMENTS_BUCKET'));
const lifetimeSeconds = Number(variableOf('LINK_LIFETIME_SECONDS'));

/** A short-lived link to a document. */
export const linkToDocument = (document: InvoiceDocument, fileName: string) =>
  links.link(document, fileName, lifetimeSeconds);
