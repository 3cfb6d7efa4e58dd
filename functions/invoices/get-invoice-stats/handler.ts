import { invoiceStatsQuery, viewInvoiceStats } from '#contract/invoice-stats';
import { requireRole } from '#domain/access/caller';
import { type StatsStore, statsOf } from '#domain/invoices/invoice-stats';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type GetStatsDeps = {
  stats: StatsStore;
  /** In the seller's zone. */
  thisYear: () => number;
};

/** GET /v1/admin/invoices/stats */
export const createHandler = ({ stats, thisYear }: GetStatsDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const { year = thisYear() } = parseQuery(invoiceStatsQuery, event);
    return json(200, viewInvoiceStats(statsOf(year, await stats.readYear(year))));
  });
