import { addDays, type Day } from '../calendar/day.ts';
import { addMonths, firstDayOf, type Month } from '../calendar/month.ts';
import { InvalidRequestError, NotFoundError } from '../errors.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import { type FiscalYear, fiscalYear } from './fiscal-year.ts';

export const exportKinds = ['invoices', 'pdf', 'fec'] as const;

export type ExportKind = (typeof exportKinds)[number];

/** What somebody wants to have in a file. Days are those of the seller's zone, both included. */
export type ExportWish = {
  kind: ExportKind;
  from: Day;
  to: Day;
  /** Of `invoices` only. */
  status?: Invoice['status'];
  /** Of `invoices` only. */
  decimal?: 'comma' | 'point';
};

/** What a request may say. */
export type ExportQuery = {
  year?: number;
  month?: string;
  from?: string;
  to?: string;
  status?: Invoice['status'];
  decimal?: 'comma' | 'point';
};

const allowed: Record<ExportKind, readonly (keyof ExportQuery)[]> = {
  invoices: ['year', 'from', 'to', 'status', 'decimal'],
  pdf: ['month'],
  fec: ['year'],
};

/** More than a fiscal year may have, and few enough for one file. */
const yearsMax = 2;

/**
 * @param today in the seller's zone.
 * @param firstMonth in which a fiscal year starts, 1 to 12.
 * @throws NotFoundError for a kind that there is not, InvalidRequestError for what this kind does not take, or needs.
 */
export function wishOf(
  named: string | undefined,
  query: ExportQuery,
  { today, firstMonth }: { today: Day; firstMonth: number },
): ExportWish {
  const kind = exportKinds.find((known) => known === named);
  if (!kind) throw new NotFoundError('export');
  const foreign = (Object.keys(query) as (keyof ExportQuery)[]).find(
    (name) => query[name] !== undefined && !allowed[kind].includes(name),
  );
  if (foreign) throw refused(foreign, `has no meaning for ${kind}`);
  const year = query.year ?? Number(today.slice(0, 4));
  switch (kind) {
    case 'fec':
      return { kind, ...fiscalYear(year, firstMonth) };
    case 'pdf':
      if (query.month === undefined) throw refused('month', 'is missing: which month, 2026-11');
      return { kind, ...monthOf(query.month as Month) };
    case 'invoices':
      return { kind, ...ofInvoices(query, year) };
  }
}

function ofInvoices(
  { from, to, status, decimal = 'comma', year: said }: ExportQuery,
  year: number,
) {
  if (said !== undefined && (from ?? to) !== undefined)
    throw refused('year', 'and days exclude each other');
  const days = {
    from: (from ?? `${to?.slice(0, 4) ?? year}-01-01`) as Day,
    to: (to ?? `${from?.slice(0, 4) ?? year}-12-31`) as Day,
  };
  if (days.from > days.to) throw refused('to', 'is before from');
  if (Number(days.to.slice(0, 4)) - Number(days.from.slice(0, 4)) >= yearsMax)
    throw refused('to', 'is more than a year after that of from');
  return { ...days, decimal, ...(status && { status }) };
}

const monthOf = (month: Month): FiscalYear => ({
  from: firstDayOf(month),
  to: addDays(firstDayOf(addMonths(month, 1)), -1),
});

const refused = (path: string, message: string) =>
  new InvalidRequestError(`${path}: ${message}`, [{ path, message }]);

/** The same wish has the same name, whoever has it. */
export const nameOfWish = ({ kind, from, to, status, decimal }: ExportWish): string =>
  [kind, from, to, status, decimal].filter((part) => part !== undefined).join('.');

/** The calendar years of its days. */
export function yearsOf({ from, to }: Pick<ExportWish, 'from' | 'to'>): number[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)));
  return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
}
