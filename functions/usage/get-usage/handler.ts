import { usageQuery } from '#contract/usage-reports';
import { viewUsage } from '#contract/usage-views';
import type { Month } from '#domain/calendar/month';
import { readableCustomer } from '#domain/limits/readable-customer';
import { type ReportDeps, reportUsage } from '#domain/limits/report-usage';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/usage: a customer's month on each meter, by project and in total. */
export const createHandler = (deps: ReportDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted, month } = parseQuery(usageQuery, event);
    const customerId = readableCustomer(callerOf(event), wanted);
    return json(
      200,
      viewUsage(await reportUsage(deps, { customerId, month: month as Month | undefined })),
    );
  });
