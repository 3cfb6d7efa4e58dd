import { periodQuery, viewPeriod } from '#contract/periods';
import { month } from '#contract/usage-reports';
import type { PeriodStore } from '#domain/billing-periods/period-store';
import { billedCustomer, readPeriod } from '#domain/billing-periods/read-period';
import { InvalidRequestError } from '#domain/errors';
import { callerOf, type HttpEvent, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/usage/periods/{month}: explains a closed month's amount, line by line and day by day. */
export const createHandler = ({ periods }: { periods: Pick<PeriodStore, 'find'> }) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(periodQuery, event);
    const customerId = billedCustomer(callerOf(event), wanted);
    const period = await readPeriod(periods, { customerId, month: monthIn(event) });
    return json(200, viewPeriod(period));
  });

/** @throws InvalidRequestError when the text is not a month. */
function monthIn({ pathParameters }: HttpEvent): string {
  const { success, data } = month.safeParse(pathParameters?.month);
  if (success) return data;
  const message = 'a month, 2026-11';
  throw new InvalidRequestError(`month: ${message}`, [{ path: 'month', message }]);
}
