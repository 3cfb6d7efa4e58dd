import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DocumentLinks } from '#stores/document-links';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'DOCUMENTS_BUCKET',
  'CLIENT_TOKEN_KEY_PARAMETER',
  'LINK_LIFETIME_SECONDS',
);
const links = new DocumentLinks(new S3Client({}), environment.DOCUMENTS_BUCKET);
const lifetimeSeconds = Number(environment.LINK_LIFETIME_SECONDS);

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(new Table(new DynamoDBClient({}), environment.TABLE_NAME)),
  clientTokens: clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER)),
  now: () => new Date(),
  link: (document, fileName) => links.link(document, fileName, lifetimeSeconds),
});
