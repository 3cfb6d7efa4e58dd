import { variableOf } from '#runtime/environment';
import { S3DocumentStore } from '#stores/document-store';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';

const { firstNumbers, lockYears } = setting('INVOICING');

/** Where numbers begin, and where documents are kept, locked if the shop says so. */
export const issuing = {
  firstNumbers,
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET'), lockYears),
};
