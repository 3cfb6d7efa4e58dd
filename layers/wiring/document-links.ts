import type { ExportedFile } from '#domain/accounting/accounting-export';
import type { InvoiceDocument } from '#domain/invoices/invoice-store';
import { variableOf } from '#runtime/environment';
import { DownloadLinks } from '#stores/download-links';
import { s3 } from './s3.ts';

const lifetimeSeconds = Number(variableOf('LINK_LIFETIME_SECONDS'));
const links = new DownloadLinks(s3, variableOf('DOCUMENTS_BUCKET'), lifetimeSeconds);

/** A short-lived link to a document. */
export const linkToDocument = ({ key }: InvoiceDocument, fileName: string) =>
  links.link({ key, contentType: 'application/pdf', fileName });

/** A short-lived link to a customer's export. */
export const linkToExport = (key: string, customerId: string) =>
  links.link({ key, contentType: 'application/zip', fileName: `${customerId}.zip` });

/** A short-lived link to a file for the accountant. */
export const linkToExportedFile = (file: ExportedFile) => links.link(file);
