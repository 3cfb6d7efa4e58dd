import { viewPaymentMethod } from '#contract/billing-views';
import { actingQuery } from '#contract/customers';
import { actOf } from '#domain/audit/audit-entry';
import { type CardChangeDeps, preferCard } from '#domain/cards/saved-cards';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type PreferDeps = CardChangeDeps & { now: Clock; randomBytes: RandomBytes };

/** PUT /v1/billing/payment-methods/{id}/default */
export const createHandler = (deps: PreferDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const id = pathIdOf(event);
    const card = await preferCard(deps, { customerId, id }, actOf(deps, person, requestId));
    logger.info('payment method preferred', { requestId, customerId, paymentMethodId: id });
    return json(200, viewPaymentMethod(card));
  });
