import type { MonthSums, Series } from '#domain/invoices/series';
import { count, hash, instant, listOf, mapOf, optional } from './fields.ts';
import { stored } from './stored.ts';
import type { Item } from './table.ts';

/** The sums without their names: a year in two currencies stays below 1 kB, the unit of a write. */
type StoredSeries = Omit<Series, 'name' | 'sums'> & { sums?: Record<string, number[]> };

const figures = ['count', 'net', 'vat', 'paid', 'paidCount'] as const;

const seriesFrom = stored<StoredSeries>({
  last: count,
  first: optional(count),
  lastIssuedAt: optional(instant),
  lastSha256: optional(hash),
  sums: optional(mapOf(listOf(count))),
});

export function seriesOf(name: string, item: Item): Series {
  const { sums: kept, ...rest } = seriesFrom(item);
  return { name, ...rest, ...(kept && { sums: mapSums(kept, namedSums) }) };
}

export const itemOfSeries = ({ name: _, sums: named, ...rest }: Series): Item => ({
  ...rest,
  ...(named && { sums: mapSums(named, (month) => figures.map((figure) => month[figure])) }),
});

function namedSums([counted = 0, net = 0, vat = 0, paid = 0, paidCount = 0]: number[]): MonthSums {
  return {
    count: counted,
    net,
    vat,
    gross: net + vat,
    paid,
    paidCount,
  };
}

const mapSums = <From, To>(
  kept: Record<string, From>,
  convert: (month: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(kept).map(([month, one]) => [month, convert(one)]));
