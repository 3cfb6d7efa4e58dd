import { linkOf } from './chain.ts';
import type { Invoice } from './invoice-store.ts';
import type { MonthSums, Series, SeriesSums } from './series.ts';

const nothing: MonthSums = { count: 0, net: 0, vat: 0, gross: 0, paid: 0, paidCount: 0 };

/** The counter once it has given its next numbers to these documents, in this order. */
export function seriesAfter(series: Series, documents: readonly Invoice[]): Series {
  const latest = documents.at(-1);
  if (!latest) return series;
  const lastSha256 = linkOf(latest);
  return {
    name: series.name,
    last: series.last + documents.length,
    lastIssuedAt: latest.content.issuedAt,
    ...(lastSha256 !== undefined && { lastSha256 }),
    sums: documents.reduce(withDocument, series.sums ?? {}),
  };
}

/** The sums and one document more. */
function withDocument(sums: SeriesSums, { content }: Pick<Invoice, 'content'>): SeriesSums {
  const { issueDate, currency, totals, payment } = content;
  const month = `${issueDate.slice('YYYY-'.length, 'YYYY-MM'.length)}-${currency}`;
  const before = sums[month] ?? nothing;
  const after: MonthSums = {
    count: before.count + 1,
    net: before.net + totals.netMinor,
    vat: before.vat + totals.vatMinor,
    gross: before.gross + totals.grossMinor,
    paid: before.paid + totals.paidMinor,
    paidCount: before.paidCount + (payment ? 1 : 0),
  };
  return { ...sums, [month]: after };
}
