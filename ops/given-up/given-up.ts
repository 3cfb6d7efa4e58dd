import { type JobName, jobs } from '../../lib/jobs.ts';
import type { ScheduleName } from '../../lib/schedules.ts';

/** Dead letters without a source queue: the work that they describe is repeated instead. */
export const givenUpNames = ['relay-events', 'background-work'] as const;
export type GivenUpName = (typeof givenUpNames)[number];

/** A message about work that was given up. Other readers do not see it for a while. */
export type Letter = {
  body: string;
  /** Removes the message after its work is done. */
  remove(): Promise<void>;
  /** Makes the message visible again at once, because its work is not done. */
  putBack(): Promise<void>;
};

/** The work that a letter describes. */
export type GivenUp =
  | { kind: 'run'; schedule: ScheduleName; dueAt: Date }
  /** A job without a queue, with the event that its function received. */
  | { kind: 'job'; job: JobName; event: object }
  /** Records of a table's stream, by the time they were written. */
  | { kind: 'records'; from: Date; to: Date };

/**
 * Reads a letter: Lambda's record of a failed run, of a failed job or of stream records, or the
 * input of a run that Scheduler could not start.
 *
 * @throws Error when it is none of these.
 */
export function readGivenUp(body: string): GivenUp {
  const letter = parsed(body);
  const batch = letter.DDBStreamBatchInfo as Record<string, unknown> | undefined;
  const makingUp = batch && scheduleMakingUp(letter);
  if (makingUp) return { kind: 'run', schedule: makingUp, dueAt: timeIn(letter.timestamp) };
  if (batch)
    return {
      kind: 'records',
      from: timeIn(batch.approximateArrivalOfFirstRecord),
      to: timeIn(batch.approximateArrivalOfLastRecord),
    };
  const event = (letter.requestPayload ?? letter) as Record<string, unknown>;
  if (isOfTopic(event)) return { kind: 'job', job: jobOfTopic(event), event };
  const { job, schedule, dueAt } = event;
  if (typeof job === 'string' && Object.hasOwn(jobs, job))
    return { kind: 'job', job: job as JobName, event };
  if (typeof schedule !== 'string') throw new Error('the message names no known work');
  return { kind: 'run', schedule: schedule as ScheduleName, dueAt: timeIn(dueAt) };
}

/** Whether a letter is about this job; an unreadable one is about none. */
export function isOfJob({ body }: Letter, job: JobName): boolean {
  try {
    const work = readGivenUp(body);
    return work.kind === 'job' && work.job === job;
  } catch {
    return false;
  }
}

/** What makes up for records that these functions gave up: they are no events that could be sent again. */
const makesUpFor: Record<string, ScheduleName> = {
  'watch-limits': 'check-limits',
  'count-facts': 'recount-payments',
};

/** Functions have names of CloudFormation, without hyphens: `peage-dev-usage-usagewatchlimits…`. */
function scheduleMakingUp({ requestContext }: Record<string, unknown>): ScheduleName | undefined {
  const { functionArn } = Object(requestContext) as { functionArn?: string };
  const [, schedule] =
    Object.entries(makesUpFor).find(([name]) => functionArn?.includes(name.replaceAll('-', ''))) ??
    [];
  return schedule;
}

/** CloudWatch's alarms and SES's events come by topics; only an alarm has a name. */
const jobOfTopic = (event: object): 'note-alarm' | 'note-mail-event' =>
  JSON.stringify(event).includes('AlarmName') ? 'note-alarm' : 'note-mail-event';

const isOfTopic = ({ Records }: Record<string, unknown>): boolean =>
  Array.isArray(Records) && Records[0]?.EventSource === 'aws:sns';

function parsed(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch (cause) {
    throw new Error('the message is not JSON', { cause });
  }
}

function timeIn(value: unknown): Date {
  const time = new Date(String(value));
  if (Number.isNaN(time.getTime())) throw new Error(`the message names no time but ${value}`);
  return time;
}
