import { type Day, dayMs, utcDay } from '../calendar/day.ts';
import { addMonths, type Month, monthOf, spanOf } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import { NotFoundError } from '../errors.ts';
import type { ProjectDirectory } from '../usage/project-directory.ts';
import type { RawEvent } from '../usage/raw-event.ts';
import { monthsCorrected } from './counters-read.ts';
import { addEvent, type CustomerRecount } from './customer-recount.ts';
import { distinctEvents } from './distinct-events.ts';
import { type MonthUsage, type UsageSource, usageOfMonth } from './month-usage.ts';
import type { PeriodStore } from './period-store.ts';
import type { RawReader } from './recount-events.ts';

export type ExplainDeps = {
  customers: { find(id: string): Promise<Customer | undefined> };
  periods: Pick<PeriodStore, 'find'>;
  projects: ProjectDirectory;
  raw: RawReader;
  /** See `Sifting`. */
  identitiesMax: number;
};

export type MonthAsked = {
  customerId: string;
  month: Month;
  /**
   * ISO 8601 UTC; events received at this time or later are left out. With a period's `closedAt`
   * the result is what that period billed.
   */
  receivedBefore: string;
};

/** A clock may be five minutes ahead, so an event may be received on the day before its month. */
const aheadMs = dayMs;

/** Events may be 35 days late. */
const lateMs = 36 * dayMs;

/**
 * Yields the raw events behind a customer's month, each identity once, followed by their sums by
 * project and day: the same days as in the lines of the bill.
 *
 * Reads the same objects as the closing of the month, so it decides equally about duplicates.
 *
 * @throws NotFoundError when there is no such customer.
 */
export async function* explainMonth(
  deps: ExplainDeps,
  { customerId, month, receivedBefore }: MonthAsked,
): AsyncGenerator<RawEvent, MonthUsage, undefined> {
  const customer = await deps.customers.find(customerId);
  if (!customer) throw new NotFoundError('customer');
  const receiveDays = receiveDaysOf(month, { customer, receivedBefore });
  const parts = distinctEvents({
    read: () => earlierThan(receivedBefore, deps.raw.read(receiveDays)),
    customerIds: new Set([customerId]),
    identitiesMax: deps.identitiesMax,
    keep: (event) => event,
  });
  const recount: CustomerRecount = { counters: new Map(), samples: new Map() };
  for await (const events of parts)
    for (const event of events) {
      addEvent(recount, event);
      if (monthOf(event.day) === month) yield event;
    }
  const before = await deps.periods.find(customerId, addMonths(month, -1));
  const carried = before?.gauges ?? {};
  const { timeZone } = customer;
  const archivedAt = await archivingsOf(deps.projects, [
    ...recount.samples.keys(),
    ...Object.keys(carried),
  ]);
  return usageOfMonth(month, { recount, carried, timeZone, archivedAt });
}

function receiveDaysOf(
  month: Month,
  {
    customer: { timeZone },
    receivedBefore,
  }: Pick<MonthAsked, 'receivedBefore'> & { customer: Customer },
): { first: Day; last: Day } {
  const last = Math.min(spanOf(month, timeZone).to + lateMs, Date.parse(receivedBefore));
  return {
    first: utcDay(spanOf(addMonths(month, -monthsCorrected), timeZone).from - aheadMs),
    last: utcDay(last),
  };
}

async function* earlierThan(end: string, read: AsyncIterable<readonly RawEvent[]>) {
  for await (const events of read) yield events.filter(({ receivedAt }) => receivedAt < end);
}

async function archivingsOf(
  projects: ProjectDirectory,
  ids: readonly string[],
): Promise<UsageSource['archivedAt']> {
  const archivings = new Map<string, number>();
  for (const id of new Set(ids)) {
    const archivedAt = (await projects.find(id))?.archivedAt;
    if (archivedAt !== undefined) archivings.set(id, Date.parse(archivedAt));
  }
  return archivings;
}
