import { stripeCardBox } from '#providers/stripe/saved-cards';
import { secretsFromEnvironment } from '#runtime/secrets';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';

const readSecret = secretsFromEnvironment();
const { stripe } = setting('PROVIDERS');
const customers = new DynamoProviderCustomers(mainTable);

/** Without Stripe nobody has a card, so its adapter is never asked. */
export const savedCards = {
  holderOf: async (customerId: string) => (stripe ? customers.find(customerId) : undefined),
  box: stripeCardBox({
    apiUrl: stripe?.apiUrl ?? '',
    readSecretKey: () => readSecret('stripe/secret-key'),
  }),
};
