import { viewPaymentMethod } from '#contract/billing-views';
import { actingQuery } from '#contract/customers';
import { type SavedCardsDeps, savedCards } from '#domain/cards/saved-cards';
import { actingCustomer } from '#domain/customers/acting-customer';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/billing/payment-methods */
export const createHandler = (deps: SavedCardsDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { customerId } = actingCustomer(callerOf(event), wanted);
    const cards = await savedCards(deps, customerId);
    return json(200, { data: cards.map(viewPaymentMethod) });
  });
