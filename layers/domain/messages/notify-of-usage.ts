import type { Fact } from '#vocabulary/events';
import type { Month } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import { allowanceOf } from '../limits/allowance.ts';
import {
  type CounterReader,
  type ProjectBytes,
  readCountedMonth,
} from '../limits/counted-month.ts';
import { type Threshold, thresholds } from '../limits/level.ts';
import type { Crossing } from '../limits/threshold-crossing.ts';
import { isFree, type Plan, type Plans, planOf } from '../plans/plan.ts';
import type { Project } from '../projects/project.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

type ThresholdCrossed = Fact<'usage.threshold_crossed'>;

/** A crossed threshold, with the customer and its projects as stored now. */
type UsageNews = {
  event: ThresholdCrossed;
  customer: Customer;
  /** The plan whose limit was crossed, or a later one. */
  plan: Plan;
  meter: Meter;
  /** `YYYY-MM` */
  month: string;
  threshold: Threshold;
  bytes: number;
  limitBytes: number;
  /** Largest first. */
  projects: { name: string; bytes: number }[];
  /** Bytes of the projects that are not named. */
  otherBytes: number;
  isOverageSold: boolean;
  /** Allows more on this meter, and is for sale. */
  largerPlan?: Plan;
};

export type UsageLetters = {
  /** To the customer. */
  usage: (news: UsageNews) => Promise<OutgoingMail>;
};

export type NotifyOfUsageDeps = SendDeps & {
  customers: { find(id: string): Promise<Customer | undefined> };
  projects: { find(id: string): Promise<Project | undefined> };
  counters: CounterReader;
  plans: Plans;
  letters: UsageLetters;
};

/** Most projects that a mail names. */
const namedMax = 10;

/**
 * Tells a customer about a threshold; once for each event. An archived customer is not told.
 *
 * @returns who was told.
 * @throws Error when the customer is not stored, so that the queue retries.
 */
export async function notifyOfUsage(
  deps: NotifyOfUsageDeps,
  event: ThresholdCrossed,
): Promise<{ receivers: string[] }> {
  const { customerId } = event.data;
  const customer = await deps.customers.find(customerId);
  if (!customer) throw new Error('the event names a customer that is not stored');
  const isArchived = customer.archivedAt !== undefined;
  const letters: Letters = isArchived
    ? {}
    : { customer: async () => deps.letters.usage(await loadNews(deps, event, customer)) };
  await sendOnce(deps, event, { customerId }, letters);
  return { receivers: Object.keys(letters) };
}

async function loadNews(
  { projects, counters, plans }: NotifyOfUsageDeps,
  event: ThresholdCrossed,
  customer: Customer,
): Promise<UsageNews> {
  const crossed = crossedIn(event);
  const { meter, month } = crossed;
  const usage = await readCountedMonth(counters, { customerId: customer.id, month });
  const sorted = usage[meter].toSorted((a, b) => b.bytes - a.bytes);
  const shown = sorted.slice(0, namedMax);
  const nameOf = async ({ projectId, bytes }: ProjectBytes) => ({
    name: (await projects.find(projectId))?.name ?? projectId,
    bytes,
  });
  return {
    event,
    customer,
    plan: planOf(customer, plans),
    ...crossed,
    projects: await Promise.all(shown.map(nameOf)),
    otherBytes: sorted.slice(namedMax).reduce((sum, { bytes }) => sum + bytes, 0),
    isOverageSold: allowanceOf(customer, meter, plans).isOverageSold,
    largerPlan: plans.find((plan) => !isFree(plan) && allowsMore(plan, crossed, plans)),
  };
}

const allowsMore = (
  plan: Plan,
  { meter, limitBytes }: { meter: Meter; limitBytes: number },
  plans: Plans,
): boolean => {
  const allowed = allowanceOf({ planId: plan.id }, meter, plans).limitBytes;
  return allowed === null || allowed > limitBytes;
};

function crossedIn({ data }: ThresholdCrossed): Omit<Crossing, 'customerId'> {
  const { meter, month } = data;
  const threshold = thresholds.find((known) => String(known) === data.threshold);
  if (threshold === undefined) throw new Error(`${data.threshold} is not a threshold`);
  return {
    meter,
    month: month as Month,
    threshold,
    bytes: Number(data.bytes),
    limitBytes: Number(data.limitBytes),
  };
}
