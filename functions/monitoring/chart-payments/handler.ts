import { chartQuery, chartQueryFrom, viewPaymentChart } from '#contract/metrics/payment-chart';
import { requireWatcher } from '#domain/access/watcher';
import type { Clock } from '#domain/clock';
import type { BusinessStore } from '#domain/monitoring/business-month';
import type { CounterReader } from '#domain/monitoring/counter-store';
import { chartPayments } from '#domain/monitoring/payment-chart';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';
import type { Seller } from '#vocabulary/seller';

export type ChartDeps = {
  counters: Pick<CounterReader, 'hours'>;
  business: Pick<BusinessStore, 'last'>;
  seller: Pick<Seller, 'timeZone'>;
  now: Clock;
};

/** A year back, and the same month of the year before. */
const trendMonths = 13;

/** GET /metrics/payments/detailed */
export const createHandler = ({ counters, business, seller, now }: ChartDeps) =>
  httpFunction(async (event) => {
    requireWatcher(callerOf(event));
    const around = { now: now(), sellersZone: seller.timeZone };
    const query = chartQueryFrom(parseQuery(chartQuery, event), around);
    // One after the other: a question that is refused must leave no reading behind.
    const chart = await chartPayments(counters, query);
    const months = await business.last(trendMonths);
    return json(200, viewPaymentChart(chart, query, months));
  });
