import { variableOf } from '#runtime/environment';
import { S3DocumentStore } from '#stores/document-store';
import { s3 } from './s3.ts';

/** The PDFs of invoices and credit notes. */
export const documents = new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET'));
