import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Addresses } from '#domain/payments/addresses';
import { catalogueOf } from '#providers/catalogue';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'API_URL',
  'WEB_URL',
  'PROVIDERS',
  'CLIENT_TOKEN_KEY_PARAMETER',
);

const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const switches = new DynamoSwitchStore(table);

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(table),
  clientTokens: clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER)),
  catalogue: catalogueOf(JSON.parse(environment.PROVIDERS)),
  switches: () => switches.load(),
  addresses: new Addresses(environment.API_URL, environment.WEB_URL),
});
