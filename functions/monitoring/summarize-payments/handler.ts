import { viewPaymentSummary } from '#contract/metrics/payment-summary';
import { requireWatcher } from '#domain/access/watcher';
import type { CounterReader } from '#domain/monitoring/counter-store';
import { summaryOf } from '#domain/monitoring/payment-figures';
import { callerOf, httpFunction, json } from '#runtime/http';

/** GET /metrics/payments */
export const createHandler = ({ counters }: { counters: Pick<CounterReader, 'totals'> }) =>
  httpFunction(async (event) => {
    requireWatcher(callerOf(event));
    return json(200, viewPaymentSummary(summaryOf(await counters.totals())));
  });
