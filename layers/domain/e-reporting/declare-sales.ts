import { addDays } from '../calendar/day.ts';
import { InvalidRequestError } from '../errors.ts';
import type { InvoiceListStore } from '../invoices/invoice-list.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import { type Declaration, DeclarationBook, type DeclaredPeriod } from './declaration.ts';

export type PaidLaterStore = {
  /** Invoices that were paid after they were issued, by day of payment. */
  paidLater(period: DeclaredPeriod): AsyncIterable<Invoice>;
};

export type DeclareDeps = {
  invoices: Pick<InvoiceListStore, 'list'>;
  paid: PaidLaterStore;
};

/** Declarations are for a month at most. */
const daysMax = 31;

const pageSize = 100;

/**
 * What is to be declared of a period: read from the documents, since nobody keeps such sums.
 *
 * @throws InvalidRequestError for a period that ends before it begins, or has more than 31 days.
 */
export async function declareSales(
  { invoices, paid }: DeclareDeps,
  period: DeclaredPeriod,
): Promise<Declaration> {
  const { from, to } = period;
  if (to < from) throw refused('The period ends before it begins.');
  if (to > addDays(from, daysMax - 1)) throw refused('A period has at most 31 days.');
  const book = new DeclarationBook(period);
  let cursor: string | undefined;
  do {
    const page = await invoices.list({ sort: 'issuedAt', from, to }, { limit: pageSize, cursor });
    for (const invoice of page.invoices) book.addIssued(invoice);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  for await (const invoice of paid.paidLater(period)) book.addPaidLater(invoice);
  return book.close();
}

const refused = (message: string) => new InvalidRequestError(message, [{ path: 'to', message }]);
