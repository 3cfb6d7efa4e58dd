import type { ProviderCustomers } from '#domain/payments/payment-provider';
import { readCustomer } from './customer-store.ts';
import { text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table } from './table.ts';

/** The Stripe customer of a customer of the shop. */
export class DynamoProviderCustomers implements ProviderCustomers {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async contactOf(customerId: string): Promise<{ name: string; email: string } | undefined> {
    const customer = await readCustomer(this.#table, customerId);
    return customer && { name: customer.name, email: customer.email };
  }

  async find(customerId: string): Promise<string | undefined> {
    const item = await this.#table.get(keys.providerCustomer(customerId, 'stripe'));
    return item && rowFrom(item).reference;
  }

  async keep(customerId: string, reference: string): Promise<string> {
    const key = keys.providerCustomer(customerId, 'stripe');
    const refusal = await this.#table.write({
      put: { key, item: { reference }, condition: keyIsFree },
    });
    return refusal ? ((await this.find(customerId)) ?? reference) : reference;
  }
}

const rowFrom = stored<{ reference: string }>({ reference: text });
