import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Addresses } from '#domain/payments/addresses';
import { catalogueOf } from '#providers/catalogue';
import { configuredProviders } from '#providers/configured-providers';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { rememberFor } from '#runtime/remember';
import { secretReader, secretsFromEnvironment } from '#runtime/secrets';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { DynamoSwitchStore } from '#stores/switch-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

/** Warm functions follow a kill switch within this time. */
const switchesAgeMaxMs = 5_000;

const environment = requireEnvironment(
  'TABLE_NAME',
  'API_URL',
  'WEB_URL',
  'SHOP_ORIGINS',
  'PROVIDERS',
  'PLANS',
  'SELLER',
  'CLIENT_TOKEN_KEY_PARAMETER',
);
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();
const settings = JSON.parse(environment.PROVIDERS);
const switchStore = new DynamoSwitchStore(table);
const rememberedSwitches = rememberFor(switchesAgeMaxMs, () => switchStore.load());

export const handler = createHandler({
  payments: new DynamoPaymentStore(table, now),
  idempotency: new DynamoIdempotencyStore(table, now),
  customers: new DynamoCustomerStore(table),
  invoices: new DynamoInvoiceStore(table),
  plans: JSON.parse(environment.PLANS),
  catalogue: catalogueOf(settings),
  switches: () => rememberedSwitches('all'),
  providers: configuredProviders({
    settings,
    readSecret: secretsFromEnvironment(),
    now,
    customers: new DynamoProviderCustomers(table),
  }),
  addresses: new Addresses(environment.API_URL, environment.WEB_URL),
  clientTokens: clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER)),
  shopOrigins: JSON.parse(environment.SHOP_ORIGINS),
  seller: JSON.parse(environment.SELLER),
  pause: tablePause,
  now,
  randomBytes,
});
