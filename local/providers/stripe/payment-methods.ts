import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import { absent, type Endpoint, names } from './endpoint.ts';
import { invalidParameter } from './errors.ts';
import { listPage, listParameters } from './lists.ts';
import { emptyAddress, testCard } from './payment-objects.ts';

/** The buyer saves the card with which a customer pays on the mobile sheet. */
export function saveCard(account: StripeAccount, intent: Stripe.PaymentIntent): void {
  const { customer, payment_method: id } = intent;
  if (typeof customer !== 'string' || typeof id !== 'string') return;
  const method = {
    id,
    object: 'payment_method',
    allow_redisplay: 'always',
    billing_details: { address: emptyAddress, ...absent('email name phone tax_id') },
    card: testCard,
    created: account.clock.nowSeconds(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  } as Stripe.PaymentMethod;
  account.methods.set(id, method);
  account.events.record('payment_method.attached', method);
}

export const listMethodsOf: Endpoint = {
  known: { ...listParameters, ...names('allow_redisplay type') },
  act: ({ account, params, ids }) => {
    const { id } = account.customer(ids.id);
    const own = [...account.methods.values()].filter(({ customer }) => customer === id);
    return listPage(own, params, `/v1/customers/${id}/payment_methods`);
  },
};

/** For good: a detached card can never be attached again. */
export const detachMethod: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const method = account.method(ids.id);
    const { customer } = method;
    if (customer === null) {
      const message =
        'The payment method you provided is not attached to a customer so detachment is impossible.';
      throw invalidParameter('payment_method', message);
    }
    const settings = account.customer(String(customer)).invoice_settings;
    if (settings.default_payment_method === method.id) settings.default_payment_method = null;
    method.customer = null;
    account.events.record('payment_method.detached', method);
    return method;
  },
};
