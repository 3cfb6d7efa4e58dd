import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { noSuch } from './errors.ts';
import { createdFilter, createdParameter, listPage, listParameters } from './lists.ts';
import { optionalText } from './parameters.ts';

export const retrieveCharge: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => chargeOf(account, ids.id),
};

export const listCharges: Endpoint = {
  known: { ...listParameters, created: createdParameter, customer: true, payment_intent: true },
  act: ({ account, params }) => {
    const isCreatedThen = createdFilter(params.created);
    const intent = optionalText(params, 'payment_intent');
    const customer = optionalText(params, 'customer');
    const wanted = [...account.charges.values()].filter(
      (charge) =>
        isCreatedThen(charge.created) &&
        (intent === undefined || charge.payment_intent === intent) &&
        (customer === undefined || charge.customer === customer),
    );
    return listPage(wanted, params, '/v1/charges');
  },
};

/** The charge with this id, or Stripe's 404. */
export function chargeOf(account: StripeAccount, id = ''): Stripe.Charge {
  const charge = account.charges.get(id);
  if (!charge) throw noSuch('charge', id, 'charge');
  return charge;
}
