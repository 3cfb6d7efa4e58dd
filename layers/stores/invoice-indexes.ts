import type { Money } from '#domain/money';

/** All but `issued`, which lasts a second, and `paid`, which nearly all are. */
export const rareStatuses = ['generated', 'sent', 'overdue', 'cancelled'] as const;

type RareStatus = (typeof rareStatuses)[number];

export const isRare = (status: string): status is RareStatus =>
  rareStatuses.includes(status as RareStatus);

/**
 * The keys by which a year's invoices are listed other than by time, in the sparse indexes of the
 * table. The year is that of issue, in the seller's zone.
 */
export const invoiceIndexes = {
  /** On the document's row: by number. */
  number: (year: string | number, number: string) => ({
    collectionPk: `INVOICES#${year}#NUMBERS`,
    collectionSk: number,
  }),
  amountsOf: (year: string | number): string => `INVOICES#${year}#AMOUNTS`,
  /** On the document's row: by amount, each currency for itself, since they are not comparable. */
  amount: (year: string | number, { minor, currency }: Money, id: string) => ({
    ownerPk: invoiceIndexes.amountsOf(year),
    ownerSk: `${currency}#${String(minor).padStart(12, '0')}#${id}`,
  }),
  /** On the row that says what paid it after it was issued: by the day of the payment. */
  paid: (paidDate: string, id: string) => ({
    collectionPk: `INVOICES#${paidDate.slice(0, 4)}#PAID`,
    collectionSk: `${paidDate}#${id}`,
  }),
  /** On the standing, while the invoice is in one of these: others are never read to find it. */
  status: (year: string | number, status: RareStatus, id: string) => ({
    collectionPk: `INVOICES#${year}#STATUS`,
    collectionSk: `${status}#${id}`,
  }),
};
