import { viewListed } from '#contract/payment-view';
import { listPaymentsQuery } from '#contract/payments';
import { listedCustomer } from '#domain/access/listed-customer';
import type { PaymentStore } from '#domain/payments/payment-store';
import { sightOf } from '#domain/payments/read-payment';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/payments: newest first. */
export const createHandler = (deps: { payments: PaymentStore }) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const { limit, cursor, ...filter } = parseQuery(listPaymentsQuery, event);
    const customerId = listedCustomer(caller, filter.customerId, 'payments');
    const page = await deps.payments.list({ ...filter, customerId }, { limit, cursor });
    const data = page.payments.map((payment) => viewListed(payment, sightOf(payment, { caller })));
    return json(200, { data, nextCursor: page.nextCursor });
  });
