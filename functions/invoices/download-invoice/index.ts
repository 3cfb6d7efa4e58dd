import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoStandingStore } from '#stores/standing-store';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { linkToDocument } from '#wiring/document-links';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  standings: new DynamoStandingStore(mainTable),
  clientTokens,
  now,
  link: linkToDocument,
}).use(countingFailedProofs);
