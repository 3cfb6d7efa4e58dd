import { linkOf } from './chain.ts';
import type { Invoice } from './invoice-store.ts';
import type { MonthSums, Series, SeriesSums } from './series.ts';

const nothing: MonthSums = { count: 0, net: 0, vat: 0, gross: 0, paid: 0, paidCount: 0 };

/** By series, `FA-2026`: the number with which it goes on. */
export type FirstNumbers = Readonly<Record<string, number>>;

/** The counter, or of a series without one where it begins. */
export function seriesToContinue(series: Series, firstNumbers: FirstNumbers = {}): Series {
  const first = firstNumbers[series.name];
  if (series.lastIssuedAt !== undefined || series.last > 0 || first === undefined) return series;
  return { ...series, first, last: first - 1 };
}

/** No number has been taken yet. */
export const isUnbegun = ({ first = 1, last }: Series): boolean => last === first - 1;

/** The next number that the series gives, or one further on. */
export const numberAfter = ({ name, last }: Series, further = 0): string =>
  `${name}-${String(last + 1 + further).padStart(6, '0')}`;

/** The counter once it has given its next numbers to these documents, in this order. */
export function seriesAfter(series: Series, documents: readonly Invoice[]): Series {
  const latest = documents.at(-1);
  if (!latest) return series;
  const lastSha256 = linkOf(latest);
  return {
    name: series.name,
    ...(series.first !== undefined && { first: series.first }),
    last: series.last + documents.length,
    lastIssuedAt: latest.content.issuedAt,
    ...(lastSha256 !== undefined && { lastSha256 }),
    sums: documents.reduce(withDocument, series.sums ?? {}),
  };
}

/** The sums and one document more. */
export function withDocument(sums: SeriesSums, { content }: Pick<Invoice, 'content'>): SeriesSums {
  const { issueDate, currency, totals, payment, deposits = [] } = content;
  // Counted when it was paid; the final invoice adds the rest.
  const counted = (of: 'netMinor' | 'vatMinor' | 'grossMinor') =>
    deposits.reduce((sum, deposit) => sum + deposit[of], 0);
  const month = `${issueDate.slice('YYYY-'.length, 'YYYY-MM'.length)}-${currency}`;
  const before = sums[month] ?? nothing;
  const after: MonthSums = {
    count: before.count + 1,
    net: before.net + totals.netMinor - counted('netMinor'),
    vat: before.vat + totals.vatMinor - counted('vatMinor'),
    gross: before.gross + totals.grossMinor - counted('grossMinor'),
    paid: before.paid + totals.paidMinor - counted('grossMinor'),
    paidCount: before.paidCount + (payment ? 1 : 0),
  };
  return { ...sums, [month]: after };
}
