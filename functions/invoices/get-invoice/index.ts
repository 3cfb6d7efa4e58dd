import { catalogueOf } from '#providers/catalogue';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { setting } from '#wiring/settings';
import { switches } from '#wiring/switches';
import { createHandler } from './handler.ts';

const catalogue = catalogueOf(setting('PROVIDERS'));
const invoices = new DynamoInvoiceStore(mainTable);

export const handler = createHandler({
  invoices,
  clientTokens,
  catalogue,
  switches,
  addresses,
}).use(countingFailedProofs);
