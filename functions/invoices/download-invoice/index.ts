import { variableOf } from '#runtime/environment';
import { DocumentLinks } from '#stores/document-links';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { createHandler } from './handler.ts';

const links = new DocumentLinks(s3, variableOf('DOCUMENTS_BUCKET'));
const lifetimeSeconds = Number(variableOf('LINK_LIFETIME_SECONDS'));

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  clientTokens,
  now,
  link: (document, fileName) => links.link(document, fileName, lifetimeSeconds),
});
