import { actingQuery } from '#contract/customers';
import { actOf } from '#domain/audit/audit-entry';
import { type CardChangeDeps, removeCard } from '#domain/cards/saved-cards';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import { callerOf, httpFunction, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type RemoveDeps = CardChangeDeps & { now: Clock; randomBytes: RandomBytes };

/** DELETE /v1/billing/payment-methods/{id} */
export const createHandler = (deps: RemoveDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const id = pathIdOf(event);
    await removeCard(deps, { customerId, id }, actOf(deps, person, requestId));
    logger.info('payment method removed', { requestId, customerId, paymentMethodId: id });
    return { statusCode: 204 };
  });
