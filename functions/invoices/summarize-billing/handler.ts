import { billingSummaryQuery } from '#contract/billing-summary';
import { listedCustomer } from '#domain/access/listed-customer';
import { InvalidRequestError } from '#domain/errors';
import { type BillingSummary, summarizeBilling } from '#domain/invoices/billing-summary';
import type { InvoiceListStore } from '#domain/invoices/invoice-list';
import type { Locale } from '#domain/money';
import { callerOf, type HttpReply, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type SummarizeDeps = {
  invoices: Pick<InvoiceListStore, 'listOwn'>;
  /** In the seller's zone. */
  thisYear: () => number;
  table: (summary: BillingSummary, locale: Locale) => string;
};

/** GET /v1/billing/summary: as JSON, or as a table for a spreadsheet. */
export const createHandler = (deps: SummarizeDeps) =>
  httpFunction(async (event) => {
    const query = parseQuery(billingSummaryQuery, event);
    const { year = deps.thisYear(), format, locale = 'fr' } = query;
    const customerId = listedCustomer(callerOf(event), query.customerId, 'invoices');
    if (customerId === undefined)
      throw new InvalidRequestError('customerId is needed.', [
        { path: 'customerId', message: 'is missing' },
      ]);
    const summary = await summarizeBilling(deps, { customerId, year });
    const wantsTable = format === undefined && event.headers.accept?.includes('text/csv');
    if (format === 'csv' || wantsTable) return csv(deps.table(summary, locale), year);
    return json(200, summary);
  });

const csv = (body: string, year: number): HttpReply => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="peage-${year}.csv"`,
  },
  body,
});
