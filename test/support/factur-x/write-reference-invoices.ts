/**
 * Writes the reference documents of the invoices into `test/fixtures/invoices`, each as a PDF with
 * its XML beside it. Run after a wanted change of pages or XML, and look at what has changed.
 */
import { writeFile } from 'node:fs/promises';
import { ciiInvoice } from '#documents/factur-x/cii';
import { renderInvoicePdf } from '#documents/invoice-pdf';
import { documentAssets } from '#test/factur-x/document-assets';
import { referenceInvoices } from '#test/factur-x/reference-invoices';

const place = (file: string) => new URL(`../../fixtures/invoices/${file}`, import.meta.url);

for (const [name, content] of referenceInvoices()) {
  await writeFile(place(`${name}.xml`), ciiInvoice(content));
  await writeFile(place(`${name}.pdf`), await renderInvoicePdf(content, documentAssets));
}
