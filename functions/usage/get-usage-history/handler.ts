import { usageHistoryQuery } from '#contract/usage-reports';
import { viewHistory } from '#contract/usage-views';
import { readableCustomer } from '#domain/limits/readable-customer';
import { type HistoryDeps, usageHistory } from '#domain/limits/usage-history';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/usage/history: the totals of twelve months, newest first. */
export const createHandler = (deps: HistoryDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(usageHistoryQuery, event);
    const customerId = readableCustomer(callerOf(event), wanted);
    return json(200, viewHistory(customerId, await usageHistory(deps, customerId)));
  });
