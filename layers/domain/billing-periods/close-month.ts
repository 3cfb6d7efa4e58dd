import { createHash } from 'node:crypto';
import type { DomainEvent } from '#vocabulary/events';
import { addMonths, type Month } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import { newId } from '../ids.ts';
import type { Plans } from '../plans/plan.ts';
import type { ProjectDirectory } from '../usage/project-directory.ts';
import { composePeriod, type EarlierMonth } from './compose-period.ts';
import { differencesIn, repair } from './confirm-window.ts';
import { type CountersRead, monthsCorrected, windowOf } from './counters-read.ts';
import type { CustomerRecount } from './customer-recount.ts';
import { type MonthUsage, type UsageSource, usageOfMonth } from './month-usage.ts';
import type { Period } from './period.ts';
import type { CounterBooks, PeriodStore } from './period-store.ts';
import { countersOfMonth } from './recount-events.ts';

export type CloseDeps = {
  periods: PeriodStore;
  books: CounterBooks;
  projects: ProjectDirectory;
  plans: Plans;
};

export type MonthToClose = {
  customer: Customer;
  month: Month;
  recount: CustomerRecount | undefined;
  counters: CountersRead;
  now: Date;
  requestId: string;
};

/**
 * Corrects counters, then closes one month and corrects the two before it.
 *
 * Safe to repeat after a crash at any point: it announces a repair before repairing, and both the
 * events and the period are written once.
 */
export async function closeMonth(
  deps: CloseDeps,
  monthToClose: MonthToClose,
): Promise<{ period?: Period; differences: number }> {
  const { customer, month } = monthToClose;
  const differences = await confirmWindows(deps, monthToClose);
  const [previous, ...older] = await Promise.all(
    Array.from({ length: monthsCorrected + 1 }, (_, index) =>
      deps.periods.find(customer.id, addMonths(month, -1 - index)),
    ),
  );
  const archivedAt = await archivingsOf(deps, monthToClose, [previous, ...older]);
  const usageOf = (counted: Month, before: Period | undefined): MonthUsage =>
    usageOfMonth(counted, sourceOf(monthToClose, before, archivedAt));
  const closed = [previous, ...older];
  const earlier = closed.slice(0, monthsCorrected).flatMap((period, index): EarlierMonth[] =>
    period
      ? [
          {
            period,
            billed: previous?.corrected[period.month] ?? period.billed,
            usage: usageOf(period.month, closed[index + 1]),
          },
        ]
      : [],
  );
  const period = composePeriod({
    ...monthToClose,
    plans: deps.plans,
    usage: usageOf(month, previous),
    earlier,
    previous,
    recount: differences > 0 ? 'flagged' : 'confirmed',
  });
  const outcome = await deps.periods.close(period, monthClosed(period));
  return outcome === 'closed' ? { period, differences } : { differences };
}

const sourceOf = (
  { customer, recount }: MonthToClose,
  before: Period | undefined,
  archivedAt: UsageSource['archivedAt'],
): UsageSource => ({
  recount,
  carried: before?.gauges ?? {},
  timeZone: customer.timeZone,
  archivedAt,
});

/** Returns how many counters disagree with the raw events. */
async function confirmWindows(deps: CloseDeps, monthToClose: MonthToClose): Promise<number> {
  const { customer, counters, recount, now } = monthToClose;
  let found = 0;
  for (let back = monthsCorrected; back >= 0; back--) {
    const month = addMonths(monthToClose.month, -back);
    const read = counters.get(windowOf(customer.id, month)) ?? [];
    const differences = differencesIn(read, countersOfMonth(recount, month), now);
    if (differences.length === 0) continue;
    await deps.periods.tell(windowRepaired(monthToClose, month));
    await repair(deps.books, differences);
    found += differences.length;
  }
  return found;
}

async function archivingsOf(
  { projects }: CloseDeps,
  { recount }: MonthToClose,
  periods: readonly (Period | undefined)[],
): Promise<Map<string, number>> {
  const ids = new Set([
    ...(recount?.samples.keys() ?? []),
    ...periods.flatMap((period) => Object.keys(period?.gauges ?? {})),
  ]);
  const archivings = new Map<string, number>();
  for (const id of ids) {
    const archivedAt = (await projects.find(id))?.archivedAt;
    if (archivedAt !== undefined) archivings.set(id, Date.parse(archivedAt));
  }
  return archivings;
}

const windowRepaired = (closing: MonthToClose, month: string): DomainEvent => {
  const data = { customerId: closing.customer.id, month, closing: closing.month };
  return { ...factOf('usage.window_repaired', data, closing), data };
};

const monthClosed = ({ customerId, month, closedAt, requestId, due, recount }: Period) => {
  const isDue = due.length > 0 ? ('true' as const) : ('false' as const);
  const data = { customerId, month, recount, isDue };
  return { ...factOf('usage.month_closed', data, { now: new Date(closedAt), requestId }), data };
};

/** The id comes from the content, so that a repeated run writes the event once. */
function factOf<Type extends 'usage.window_repaired' | 'usage.month_closed'>(
  type: Type,
  { customerId, month, closing }: { customerId: string; month: string; closing?: string },
  { now, requestId }: { now: Date; requestId: string },
) {
  const content = [type, customerId, month, closing ?? ''].join('\n');
  const entropy = createHash('sha256').update(content).digest();
  return {
    id: newId('evt', new Date(`${closing ?? month}-01T00:00:00Z`), entropy),
    type,
    occurredAt: now.toISOString(),
    requestId,
  };
}
