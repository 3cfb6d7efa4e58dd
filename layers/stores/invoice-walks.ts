import { newId } from '#domain/ids';
import { searchedNumber, searchOf } from '#domain/invoices/finding-words';
import { boundsOf, type InvoiceFilter } from '#domain/invoices/invoice-list';
import { type Position, partitionOf, type Reading } from './cursors.ts';
import { invoiceIdIn, rowOfFinding } from './invoice-findings.ts';
import { invoiceIndexes, isRare } from './invoice-indexes.ts';
import { indexes, keys, yearOf } from './keys.ts';
import type { Item } from './table.ts';

/** Where a list reads the ids of its invoices, and in which order. */
export type Walk = {
  reading: Reading;
  start: Position;
  /** Where it continues after the end of a partition. */
  continue: (ended: Position) => Position | undefined;
  /** Of the sort keys, both ends included; all of them when absent. */
  range?: { from: string; to: string };
  isDescending: boolean;
  /** What the rows themselves tell already; absent where an index has only keys. */
  matches?: (item: Item) => boolean;
  /** So many are read at once to find a page among them; the page itself when absent. */
  rowsAtOnce?: number;
};

/** The way through the table that reads the least for a filter; undefined when it finds nothing. */
export function walkFor(filter: InvoiceFilter, now: Date): Walk | undefined {
  const { q, sort } = filter;
  if (q !== undefined) return walkForSearch(q, filter);
  const isDescending = sort.startsWith('-');
  const bounds = boundsOf(filter, now);
  const year = bounds.years.last;
  switch (sort) {
    case 'number':
    case '-number':
      return within('collection', invoiceIndexes.number(year, '').collectionPk, { isDescending });
    case 'amount':
    case '-amount':
      return within('owner', invoiceIndexes.amountsOf(year), { isDescending });
    case 'issuedAt':
    case '-issuedAt':
      return walkThroughTime(filter, bounds, isDescending);
  }
}

/** A customer's own, the latest first. */
export function walkOfCustomer(customerId: string, year: number | undefined): Walk {
  const { ownerPk } = indexes.ownerOf('INVOICES', customerId, '');
  if (year === undefined) return within('owner', ownerPk, { isDescending: true });
  const { after, before } = boundsOf({ from: `${year}-01-01`, to: `${year}-12-31` }, new Date(0));
  return within('owner', ownerPk, { isDescending: true, range: idsBetween(after, before) });
}

function walkForSearch(q: string, filter: InvoiceFilter): Walk | undefined {
  const number = searchedNumber(q);
  if (number)
    return within('collection', invoiceIndexes.number(number.year, '').collectionPk, {
      isDescending: true,
      sortPrefix: number.prefix,
    });
  const search = searchOf(q);
  if (!search) return undefined;
  const { filed, words: wanted, matches } = search;
  const ids = idsOf(filter);
  return {
    ...within(undefined, keys.findingWords(filed), { isDescending: true, sortPrefix: filed }),
    // Some 50 kB: six read units, of which several words leave a part.
    ...((wanted.length > 1 || ids) && { rowsAtOnce: 200 }),
    matches: (item) => {
      const { word, words, text } = rowOfFinding(item);
      // An invoice that has two words with this beginning is found once.
      const [first] = words.filter((one) => one.startsWith(filed)).sort();
      const id = invoiceIdIn(String(item.sk));
      const isInTime = !ids || (id >= ids.from && id <= ids.to);
      return word === first && isInTime && matches(text);
    },
  };
}

/** Within a year, or two times; undefined without any. */
function idsOf({ year, from, to }: InvoiceFilter): { from: string; to: string } | undefined {
  if (year === undefined && from === undefined && to === undefined) return undefined;
  const days = year === undefined ? { from, to } : { from: `${year}-01-01`, to: `${year}-12-31` };
  const { after, before } = boundsOf(days, new Date(0));
  return idsBetween(after, before);
}

type Bounds = ReturnType<typeof boundsOf>;

/** Year by year; an invoice in a rare status is found among those alone. */
function walkThroughTime(
  { status }: InvoiceFilter,
  { years: { first, last }, after, before }: Bounds,
  isDescending: boolean,
): Walk | undefined {
  const ids = idsBetween(after, before);
  if (first > last || ids.from > ids.to) return undefined;
  const isSparse = status !== undefined && isRare(status);
  const partition = (year: number) =>
    isSparse
      ? invoiceIndexes.status(year, status, '').collectionPk
      : String(yearOf('INVOICES', year));
  const sk = (id: string) => (isSparse ? invoiceIndexes.status(0, status, id).collectionSk : id);
  const partitions = Array.from({ length: last - first + 1 }, (_, index) =>
    partition(isDescending ? last - index : first + index),
  );
  return {
    reading: { index: 'collection', isRead: (one) => partitions.includes(one) },
    start: { partition: partitions[0]! },
    continue({ partition: ended }) {
      const next = partitions[partitions.indexOf(ended) + 1];
      return next === undefined ? undefined : { partition: next };
    },
    range: { from: sk(ids.from), to: sk(ids.to) },
    isDescending,
  };
}

function within(
  index: 'collection' | 'owner' | undefined,
  partition: string,
  { sortPrefix, ...rest }: Pick<Walk, 'isDescending' | 'range'> & { sortPrefix?: string },
): Walk {
  const reading = partitionOf(partition, {
    ...(index && { index }),
    ...(sortPrefix !== undefined && { sortPrefix }),
  });
  return { reading, start: { partition }, continue: () => undefined, ...rest };
}

/** Ids hold the time of issue. */
const idsBetween = (after: Date | undefined, before: Date | undefined) => ({
  from: after ? newId('inv', after, new Uint8Array(10)) : 'inv_',
  to: before ? newId('inv', before, new Uint8Array(10).fill(255)) : 'inv_~',
});
