import { DynamoReadingPositions } from '#stores/reading-positions';
import type { ProviderName } from '#vocabulary/providers';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { queueTo } from '#wiring/queues';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const settings = setting('PROVIDERS');

/** CinetPay and an external backend keep none. */
const keepLists: readonly ProviderName[] = ['stripe', 'paypal'];

export const handler = createHandler({
  configured: keepLists.filter((name) => settings[name]),
  providers: paymentProviders(),
  positions: new DynamoReadingPositions(mainTable),
  queue: queueTo('settle-payment'),
  now,
});
