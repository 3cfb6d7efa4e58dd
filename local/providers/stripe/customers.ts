import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import { absent, type Endpoint, names, show } from './endpoint.ts';
import { noSuch } from './errors.ts';
import { type Form, isForm } from './forms.ts';
import { newId } from './ids.ts';
import type { Params } from './params.ts';

const customerParameters =
  names(`address balance business_name cash_balance description email expand individual_name
  invoice_prefix invoice_settings metadata name next_invoice_sequence payment_method phone
  preferred_locales shipping source tax tax_exempt tax_id_data test_clock validate`);

export const createCustomer: Endpoint = {
  known: customerParameters,
  act: ({ account, params }) => {
    const customer = newCustomer(params, account.clock.nowSeconds());
    account.customers.set(customer.id, customer);
    account.events.record('customer.created', customer);
    return customer;
  },
};

/** Changes the default card alone, which must be one of the customer's own. */
export const updateCustomer: Endpoint = {
  known: { invoice_settings: names('default_payment_method'), expand: true },
  act: ({ account, params, ids }) => {
    const customer = account.customer(ids.id);
    const settings = params.requiredObject('invoice_settings');
    const method = settings.requiredText('default_payment_method');
    if (account.methods.get(method)?.customer !== customer.id)
      throw noSuch('PaymentMethod', method, 'invoice_settings[default_payment_method]', 400);
    customer.invoice_settings.default_payment_method = method;
    account.events.record('customer.updated', customer);
    return customer;
  },
};

/** For good, with the cards: its payments stay, and keep its id. */
export const deleteCustomer: Endpoint = {
  known: {},
  act: ({ account, ids }) => {
    const customer = account.customer(ids.id);
    account.customers.delete(customer.id);
    account.deletedCustomers.add(customer.id);
    for (const method of account.methods.values())
      if (method.customer === customer.id) method.customer = null;
    account.events.record('customer.deleted', customer);
    return deleted(customer.id);
  },
};

/** What is left of a deleted customer can be read, and nothing else. */
export const showCustomer = show((account, id = '') =>
  account.deletedCustomers.has(id) ? deleted(id) : account.customer(id),
);

const deleted = (id: string): Stripe.DeletedCustomer => ({ id, object: 'customer', deleted: true });

/** The secret that lets the mobile sheet show a customer's saved cards for half an hour. */
export const createCustomerSession: Endpoint = {
  known: names('components customer customer_account expand'),
  act: ({ account, params }) => {
    const components = params.requiredObject('components');
    const customer = requiredCustomer(account, params);
    const created = account.clock.nowSeconds();
    return {
      object: 'customer_session',
      client_secret: `cuss_secret_${randomText(50)}`,
      components: enabledComponents(components.fields),
      created,
      customer,
      customer_account: null,
      expires_at: created + 30 * 60,
      livemode: false,
    };
  },
};

/** The customer that a parameter names, if any: one that does not exist is the caller's mistake. */
export function customerNamed({ customers }: StripeAccount, params: Params): string | null {
  const customer = params.text('customer') ?? null;
  if (customer === null || customers.has(customer)) return customer;
  throw noSuch('customer', customer, 'customer', 400);
}

function requiredCustomer(account: StripeAccount, params: Params): string {
  params.requiredText('customer');
  return customerNamed(account, params) ?? '';
}

function newCustomer(params: Params, created: number): Stripe.Customer {
  return {
    ...absent('currency default_source discount shipping test_clock'),
    id: newId('cus_'),
    object: 'customer',
    address: (params.object('address')?.fields ?? null) as Stripe.Address | null,
    balance: 0,
    created,
    delinquent: false,
    description: params.text('description') ?? null,
    email: params.email('email'),
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: absent('custom_fields default_payment_method footer rendering_options'),
    livemode: false,
    metadata: params.metadata(),
    name: params.text('name') ?? null,
    next_invoice_sequence: 1,
    phone: params.text('phone') ?? null,
    preferred_locales: params.texts('preferred_locales') ?? [],
    tax_exempt: 'none',
  };
}

const componentNames = [
  'buy_button',
  'customer_sheet',
  'mobile_payment_element',
  'payment_element',
  'pricing_table',
];

function enabledComponents(components: Form): object {
  const entries = componentNames.map((name) => {
    const wanted = components[name];
    const isEnabled = isForm(wanted) && wanted.enabled === 'true';
    const features = isForm(wanted) ? wanted.features : undefined;
    return [name, { enabled: isEnabled, ...(features && { features }) }];
  });
  return Object.fromEntries(entries);
}
