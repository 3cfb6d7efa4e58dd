import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter, missingParameter, noSuch } from './errors.ts';
import type { Form } from './forms.ts';
import { isForm } from './forms.ts';
import { newId } from './ids.ts';
import { createdFilter, createdParameter, listPage, listParameters } from './lists.ts';
import type { Known } from './parameters.ts';
import { metadataOf, optionalForm, optionalText, requiredText, textList } from './parameters.ts';

const halfHour = 30 * 60;
const hour = 60 * 60;

const customerParameters = {
  address: true,
  balance: true,
  business_name: true,
  cash_balance: true,
  description: true,
  email: true,
  expand: true,
  individual_name: true,
  invoice_prefix: true,
  invoice_settings: true,
  metadata: true,
  name: true,
  next_invoice_sequence: true,
  payment_method: true,
  phone: true,
  preferred_locales: true,
  shipping: true,
  source: true,
  tax: true,
  tax_exempt: true,
  tax_id_data: true,
  test_clock: true,
  validate: true,
} satisfies Record<string, Known>;

export const createCustomer: Endpoint = {
  known: customerParameters,
  act: ({ account, params }) => {
    const customer = newCustomer(params, account.clock.nowSeconds());
    account.customers.set(customer.id, customer);
    account.events.record('customer.created', customer, [customer.metadata]);
    return customer;
  },
};

export const retrieveCustomer: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => customerOf(account, ids.id ?? '', 404),
};

export const listCustomers: Endpoint = {
  known: { ...listParameters, created: createdParameter, email: true, test_clock: true },
  act: ({ account, params }) => {
    const isCreatedThen = createdFilter(params.created);
    const email = optionalText(params, 'email');
    const wanted = [...account.customers.values()].filter(
      (customer) =>
        isCreatedThen(customer.created) && (email === undefined || customer.email === email),
    );
    return listPage(wanted, params, '/v1/customers');
  },
};

/** The secret that lets the mobile sheet show a customer's saved cards for half an hour. */
export const createCustomerSession: Endpoint = {
  known: { components: true, customer: true, customer_account: true, expand: true },
  act: ({ account, params }) => {
    const components = optionalForm(params, 'components');
    if (!components) throw missingParameter('components');
    const customer = customerOf(account, requiredText(params, 'customer'), 400);
    const created = account.clock.nowSeconds();
    return {
      object: 'customer_session',
      client_secret: `cuss_secret_${randomText(50)}`,
      components: enabledComponents(components),
      created,
      customer: customer.id,
      customer_account: null,
      expires_at: created + halfHour,
      livemode: false,
    };
  },
};

/** The older API for the same purpose; its header must contain the mobile library's version. */
export const createEphemeralKey: Endpoint = {
  known: {
    customer: true,
    expand: true,
    issuing_card: true,
    nonce: true,
    verification_session: true,
  },
  act: ({ account, params }) => {
    customerOf(account, requiredText(params, 'customer'), 400);
    const created = account.clock.nowSeconds();
    return {
      id: newId('ephkey_1'),
      object: 'ephemeral_key',
      created,
      expires: created + hour,
      livemode: false,
      secret: `ek_test_${randomText(40)}`,
    };
  },
};

function customerOf(account: StripeAccount, id: string, status: number): Stripe.Customer {
  const customer = account.customers.get(id);
  if (!customer) throw noSuch('customer', id, status === 404 ? 'id' : 'customer', status);
  return customer;
}

function newCustomer(params: Form, created: number): Stripe.Customer {
  const email = optionalText(params, 'email') ?? null;
  if (email !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    throw invalidParameter('email', `Invalid email address: ${email}`, 'email_invalid');
  }
  return {
    id: newId('cus_'),
    object: 'customer',
    address: (optionalForm(params, 'address') ?? null) as Stripe.Address | null,
    balance: 0,
    created,
    currency: null,
    default_source: null,
    delinquent: false,
    description: optionalText(params, 'description') ?? null,
    discount: null,
    email,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: metadataOf(params),
    name: optionalText(params, 'name') ?? null,
    next_invoice_sequence: 1,
    phone: optionalText(params, 'phone') ?? null,
    preferred_locales: textList(params, 'preferred_locales') ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
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
