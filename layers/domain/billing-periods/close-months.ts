import { type Day, utcDay } from '../calendar/day.ts';
import { addMonths, type Month, spanOf } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { Counter } from '../usage/counter.ts';
import { type CloseDeps, closeMonth } from './close-month.ts';
import { type CountersRead, monthsCorrected, windowOf } from './counters-read.ts';
import { type DueCustomer, dueMonths } from './due-months.ts';
import type { Period } from './period.ts';
import { type RawReader, type Recount, recountEvents } from './recount-events.ts';

export type CloseAllDeps = CloseDeps & {
  customers: Pick<CustomerStore, 'list'>;
  raw: RawReader;
  /** How long a month waits for late events after its end. */
  graceMs: number;
  /** See `RecountScope`. */
  identitiesMax: number;
};

export type CloseRequest = { now: Date; requestId: string };

/** The result of a customer's month: without a period, another run had `closed` it before. */
export type ClosedMonth = { customerId: string; month: Month } & (
  | { period?: Period; differences: number }
  | { error: unknown }
);

const pageMax = 100;

/** A client's clock may be five minutes ahead, so an event may be received before its month. */
const aheadMs = 5 * 60_000;

/**
 * Closes every customer's months whose grace is over, oldest first, after recounting them from the
 * raw events. One customer's failure does not stop the others.
 *
 * Runs that crash or overlap bill nothing twice: one conditional write closes a month, and its bill
 * comes only from the raw events.
 */
export async function closeMonths(
  deps: CloseAllDeps,
  request: CloseRequest,
): Promise<ClosedMonth[]> {
  const due = await dueCustomers(deps, request.now);
  if (due.length === 0) return [];
  // Read before the raw events, which then include everything counted.
  const counters = await readCounters(deps, due);
  const recount = await recountEvents(deps.raw, {
    receiveDays: receiveDaysOf(due, request.now),
    customerIds: new Set(due.map(({ customer }) => customer.id)),
    identitiesMax: deps.identitiesMax,
  });
  const closed: ClosedMonth[] = [];
  for (const month of due)
    closed.push(...(await closeInTurn(deps, month, { ...request, counters, recount })));
  return closed;
}

async function dueCustomers(
  { customers, periods, graceMs }: CloseAllDeps,
  now: Date,
): Promise<DueCustomer[]> {
  const due: DueCustomer[] = [];
  let cursor: string | undefined;
  do {
    const page = await customers.list({ limit: pageMax, cursor });
    for (const customer of page.customers)
      due.push(await dueMonths(periods, customer, { now, graceMs }));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return due.filter(({ months }) => months.length > 0);
}

async function readCounters({ books }: CloseAllDeps, due: DueCustomer[]): Promise<CountersRead> {
  const read = new Map<string, readonly Counter[]>();
  for (const { customer, months } of due)
    for (let month = addMonths(months[0]!, -monthsCorrected); month <= months.at(-1)!; ) {
      read.set(windowOf(customer.id, month), await books.readMonth(customer.id, month));
      month = addMonths(month, 1);
    }
  return read;
}

function receiveDaysOf(due: DueCustomer[], now: Date): { first: Day; last: Day } {
  const starts = due.map(({ customer, months }) => {
    const oldest = addMonths(months[0]!, -monthsCorrected);
    return spanOf(oldest, customer.timeZone).from;
  });
  return {
    first: utcDay(starts.reduce((a, b) => Math.min(a, b)) - aheadMs),
    last: utcDay(now),
  };
}

type Run = CloseRequest & { counters: CountersRead; recount: Recount };

/** A month waits for the previous one, whose storage and credit it continues. */
async function closeInTurn(
  deps: CloseDeps,
  { customer, months }: { customer: Customer; months: Month[] },
  { counters, recount, ...run }: Run,
): Promise<ClosedMonth[]> {
  const closed: ClosedMonth[] = [];
  for (const month of months)
    try {
      const counted = { counters, recount: recount.get(customer.id) };
      const result = await closeMonth(deps, { customer, month, ...counted, ...run });
      closed.push({ customerId: customer.id, month, ...result });
    } catch (error) {
      return [...closed, { customerId: customer.id, month, error }];
    }
  return closed;
}
