import { createHash } from 'node:crypto';
import { dayMs } from '../calendar/day.ts';
import { type Month, monthAt, spanOf } from '../calendar/month.ts';
import type { Clock } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { Plans } from '../plans/plan.ts';
import type { Meter } from '../usage/usage-event.ts';
import { type ActiveProjects, withoutArchived } from './active-projects.ts';
import { allowanceOf } from './allowance.ts';
import {
  type CountedMonth,
  type CounterReader,
  readCountedMonth,
  totalOf,
} from './counted-month.ts';
import { meterStanding, type Standing } from './standing.ts';
import type { KnownStanding, StandingStore } from './standing-store.ts';
import { type CrossDeps, type Crossing, crossThreshold } from './threshold-crossing.ts';

export type WatchDeps = CrossDeps & {
  counters: CounterReader;
  projects: ActiveProjects;
  standings: StandingStore;
  plans: Plans;
  now: Clock;
};

/** How long a month is still announced after its end: late reports belong to it. */
const graceMs = dayMs;

/**
 * Compares a customer's usage with its plan: writes the standing of its projects, and announces
 * thresholds crossed in the current month or, on request, in the one that has just ended.
 *
 * Safe to repeat and to run concurrently: each threshold is announced once.
 *
 * @returns what was announced now, and what is used in the current month; undefined of an archived
 * customer.
 */
export async function watchCustomer(
  deps: WatchDeps,
  customer: Customer,
  { months, requestId }: { months: readonly Month[]; requestId: string },
): Promise<{ crossings: Crossing[]; usage?: CountedMonth }> {
  if (customer.archivedAt !== undefined) return { crossings: [] };
  const context = { now: deps.now(), requestId };
  const running = monthAt(context.now, customer.timeZone);
  const { crossings, usage: current } = await watchRunningMonth(deps, customer, {
    ...context,
    month: running,
  });
  const justOver = months.filter((month) => isJustOver(month, customer, context.now));
  for (const month of new Set(justOver)) {
    const usage = await readCountedMonth(deps.counters, { customerId: customer.id, month });
    // Storage is compared with the current plan only, not with a past one.
    crossings.push(
      ...(await crossThresholds(deps, customer, { ...context, month, usage }, ['traffic'])),
    );
  }
  return { crossings, usage: current };
}

function isJustOver(month: Month, { timeZone }: Customer, now: Date): boolean {
  const sinceEndMs = now.getTime() - spanOf(month, timeZone).to;
  return sinceEndMs >= 0 && sinceEndMs < graceMs;
}

type Watch = { now: Date; requestId: string; month: Month };

async function watchRunningMonth(deps: WatchDeps, customer: Customer, watch: Watch) {
  const { id: customerId } = customer;
  const [counted, projectIds] = await Promise.all([
    readCountedMonth(deps.counters, { customerId, month: watch.month }),
    deps.projects.idsOf(customerId),
  ]);
  const usage = withoutArchived(counted, projectIds);
  const standing = standingOf(customer, { month: watch.month, usage, plans: deps.plans });
  await giveStanding(deps.standings, standing, { projectIds, readAt: watch.now });
  const meters = ['traffic', 'storage'] as const;
  return { crossings: await crossThresholds(deps, customer, { ...watch, usage }, meters), usage };
}

function standingOf(
  customer: Customer,
  { month, usage, plans }: { month: Month; usage: CountedMonth; plans: Plans },
): Standing {
  const standingOn = (meter: Meter) =>
    meterStanding(totalOf(usage[meter]), allowanceOf(customer, meter, plans));
  return {
    customerId: customer.id,
    timeZone: customer.timeZone,
    month,
    meters: { traffic: standingOn('traffic'), storage: standingOn('storage') },
  };
}

/** Writes only when a level, a whole percent or the projects have changed. */
async function giveStanding(
  standings: StandingStore,
  standing: Standing,
  { projectIds, readAt }: { projectIds: ReadonlySet<string>; readAt: Date },
): Promise<void> {
  const ids = [...projectIds].sort();
  const projectsDigest = createHash('sha256').update(ids.join('\n')).digest('hex');
  const known = await standings.findOfCustomer(standing.customerId);
  const now = { ...standing, projectsDigest, readAt: readAt.toISOString() };
  if (known === undefined || !isSame(known, now)) await standings.write(now, ids);
}

const isSame = (known: KnownStanding, other: KnownStanding): boolean =>
  known.projectsDigest === other.projectsDigest &&
  known.month === other.month &&
  isSameMeter(known, other, 'traffic') &&
  isSameMeter(known, other, 'storage');

function isSameMeter(standing: Standing, other: Standing, meter: Meter): boolean {
  const [a, b] = [standing.meters[meter], other.meters[meter]];
  return a.allowed === b.allowed && a.level === b.level && a.percent === b.percent;
}

async function crossThresholds(
  deps: WatchDeps,
  customer: Customer,
  { usage, ...watch }: Watch & { usage: CountedMonth },
  meters: readonly Meter[],
): Promise<Crossing[]> {
  const { now, requestId, month } = watch;
  const crossings: Crossing[] = [];
  for (const meter of meters) {
    const { limitBytes } = allowanceOf(customer, meter, deps.plans);
    const reached = {
      customerId: customer.id,
      meter,
      month,
      bytes: totalOf(usage[meter]),
      limitBytes,
    };
    const crossing = await crossThreshold(deps, reached, { now, requestId });
    if (crossing) crossings.push(crossing);
  }
  return crossings;
}
