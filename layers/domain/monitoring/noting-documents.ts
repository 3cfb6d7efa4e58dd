import { InvoiceRefusedError } from '../invoices/e-invoice/check-content.ts';
import { DocumentTooLargeError, type IssueDeps } from '../invoices/issue-once.ts';
import type { NoteTrouble, TroubleKind } from './trouble.ts';

type Documents = Pick<IssueDeps, 'render' | 'documents'>;

/** Notes what fails while a document is drawn or stored; the error goes on as it is. */
export const notingDocuments = (
  { render, documents }: Documents,
  noteTrouble: NoteTrouble,
): Documents => {
  const noted = <Result>(kind: TroubleKind, example: string, made: Promise<Result>) =>
    made.catch(async (error: unknown) => {
      await noteTrouble({ kind, dimension: 'all', example });
      throw error;
    });
  return {
    render: (content, shown) => noted('pdf_failed', content.number, render(content, shown)),
    documents: {
      put: (document, bytes) =>
        noted('storage_failed', document.key, documents.put(document, bytes)),
    },
  };
};

/** What failed when an invoice could not be issued, if it is neither drawing nor storing. */
export function troubleOfIssuing(error: unknown): TroubleKind | undefined {
  if (error instanceof InvoiceRefusedError) return 'invoice_refused';
  return error instanceof DocumentTooLargeError ? 'pdf_too_large' : undefined;
}
