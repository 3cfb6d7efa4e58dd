import { jobs } from '../../lib/jobs.ts';
import type { Target } from '../target.ts';
import type { CarriedEvent, EventsBetween } from './carried-events.ts';
import { type GivenUpName, type Letter, readGivenUp } from './given-up.ts';

/** Longest time between an event and the write of its item: a time-out and its retries. */
const writtenLaterMsMax = 3_600_000;

/** The stream rounds times down: to the second on AWS, to the minute in DynamoDB Local. */
const roundedDownMsMax = 60_000;

/** The stream's batch size. */
const relayedAtOnce = 25;

export type Again = {
  target: Target;
  eventsBetween: () => Promise<EventsBetween>;
  now: () => Date;
};

/**
 * Repeats the work that a letter describes. Doing it twice is harmless: runs receive the time they
 * were due at, and every consumer remembers the events that it has handled. A job's function gets
 * the very message that it had failed on.
 *
 * @returns what was done, in a few words.
 * @throws Error when it fails again or the letter cannot be read.
 */
export async function doAgain(name: GivenUpName, { body }: Letter, again: Again): Promise<string> {
  const work = readGivenUp(body);
  if (work.kind === 'run') {
    await again.target.runSchedule(work.schedule, work.dueAt);
    return `${work.schedule} has run`;
  }
  if (work.kind === 'job') {
    await again.target.invoke(jobs[work.job].function, work.event);
    return `${work.job} is done`;
  }
  if (name === 'relay-events') return relayAgain(work, again);
  // The daily check looks at every customer, so it includes those whose change was missed.
  await again.target.runSchedule('check-limits', again.now());
  return 'check-limits has run';
}

async function relayAgain({ from, to }: { from: Date; to: Date }, again: Again): Promise<string> {
  const eventsBetween = await again.eventsBetween();
  const events = await eventsBetween(
    new Date(from.getTime() - writtenLaterMsMax),
    new Date(to.getTime() + roundedDownMsMax),
  );
  for (let first = 0; first < events.length; first += relayedAtOnce)
    await relay(events.slice(first, first + relayedAtOnce), again.target);
  return `${events.length} events relayed`;
}

async function relay(Records: CarriedEvent[], target: Target): Promise<void> {
  const answer = await target.invoke('outbox/relay-events', { Records });
  const { batchItemFailures = [] } = answer as { batchItemFailures?: unknown[] };
  if (batchItemFailures.length > 0) throw new Error('the relay has failed again: see its log');
}
