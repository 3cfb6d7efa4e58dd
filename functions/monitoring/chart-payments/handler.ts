import { chartQuery, chartQueryFrom, viewPaymentChart } from '#contract/metrics/payment-chart';
import { requireWatcher } from '#domain/access/watcher';
import type { Clock } from '#domain/clock';
import type { CounterReader } from '#domain/monitoring/counter-store';
import { chartPayments } from '#domain/monitoring/payment-chart';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';
import type { Seller } from '#vocabulary/seller';

export type ChartDeps = {
  counters: Pick<CounterReader, 'hours'>;
  seller: Pick<Seller, 'timeZone'>;
  now: Clock;
};

/** GET /metrics/payments/detailed */
export const createHandler = ({ counters, seller, now }: ChartDeps) =>
  httpFunction(async (event) => {
    requireWatcher(callerOf(event));
    const around = { now: now(), sellersZone: seller.timeZone };
    const query = chartQueryFrom(parseQuery(chartQuery, event), around);
    return json(200, viewPaymentChart(await chartPayments(counters, query), query));
  });
