import { createHash } from 'node:crypto';
import { utcDay } from '../calendar/day.ts';
import { type CountDeps, countEvents, type Tally } from './count-events.ts';
import type { RawEvent } from './raw-event.ts';

/** Where raw events lie: the truth that counters are recounted from. */
export type RawEvents = {
  /** Stores events of one receive day (UTC); the same batch again overwrites itself. */
  put(object: { day: string; batchId: string }, events: readonly RawEvent[]): Promise<void>;
};

export type AggregateDeps = CountDeps & { raw: RawEvents };

/** What one message of the queue carries. */
export type EventMessage = { messageId: string; events: RawEvent[] };

export type Aggregated = Tally & { failed: { messageId: string; error: unknown }[] };

/**
 * Keeps the events of these messages, then counts them. Whatever fails may come again, in the same
 * batch or another: lines repeat then, identities do not.
 *
 * @throws Error when the events cannot be kept: nothing has been counted.
 */
export async function aggregateEvents(
  deps: AggregateDeps,
  messages: readonly EventMessage[],
): Promise<Aggregated> {
  await keepEvents(deps.raw, messages);
  try {
    const tally = await countEvents(
      deps,
      messages.flatMap(({ events }) => events),
    );
    return { ...tally, failed: [] };
  } catch {
    // One message may be what none of them can be counted with.
    return countEach(deps, messages);
  }
}

/**
 * One object for each day of receipt, mostly one in all. It is named after all its messages: after
 * the first alone, a message coming again in other company would overwrite what others left there.
 */
async function keepEvents(raw: RawEvents, messages: readonly EventMessage[]): Promise<void> {
  const sorted = messages.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const batchId = createHash('sha256')
    .update(sorted.map(({ messageId }) => messageId).join('\n'))
    .digest('hex')
    .slice(0, 32);
  const events = sorted.flatMap((message) => message.events);
  const days = Map.groupBy(events, ({ receivedAt }) => utcDay(Date.parse(receivedAt)));
  for (const [day, received] of days) await raw.put({ day, batchId }, received);
}

async function countEach(
  deps: AggregateDeps,
  messages: readonly EventMessage[],
): Promise<Aggregated> {
  const total: Aggregated = { counted: 0, duplicates: 0, conflicts: 0, failed: [] };
  for (const { messageId, events } of messages)
    try {
      const { counted, duplicates, conflicts } = await countEvents(deps, events);
      total.counted += counted;
      total.duplicates += duplicates;
      total.conflicts += conflicts;
    } catch (error) {
      total.failed.push({ messageId, error });
    }
  return total;
}
