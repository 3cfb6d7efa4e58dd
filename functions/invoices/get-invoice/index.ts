import { catalogueOf } from '#providers/catalogue';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const switches = new DynamoSwitchStore(mainTable);

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  clientTokens,
  catalogue: catalogueOf(setting('PROVIDERS')),
  switches: () => switches.load(),
  addresses,
});
