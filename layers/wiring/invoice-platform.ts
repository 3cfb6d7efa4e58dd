import { CommonInvoicePlatform } from '#providers/platform/invoice-platform';
import { variableOf } from '#runtime/environment';
import { secretsFromEnvironment } from '#runtime/secrets';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoPlatformStore } from '#stores/platform-store';
import { platformSecrets } from '#vocabulary/secrets';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';

const readSecret = secretsFromEnvironment();

const newestOf = async (name: string): Promise<string> => (await readSecret(name))[0] ?? '';

/** Sends documents to the invoicing platform, and asks what became of them. */
export const followingDocuments = {
  ...acting,
  invoices: new DynamoInvoiceStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
  records: new DynamoPlatformStore(mainTable),
  platform: new CommonInvoicePlatform({
    ...setting('INVOICE_PLATFORM')!,
    credentials: async () => ({
      clientId: await newestOf(platformSecrets.clientId),
      clientSecret: await newestOf(platformSecrets.clientSecret),
    }),
    now: acting.now,
  }),
};
