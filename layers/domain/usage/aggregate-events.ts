import { createHash } from 'node:crypto';
import { utcDay } from '../calendar/day.ts';
import { type CountDeps, countEvents, type Tally } from './count-events.ts';
import type { RawEvent } from './raw-event.ts';

/** The store of raw events: the truth that counters are recounted from. */
export type RawEvents = {
  /** Stores events of one receive day (UTC); repeating a batch overwrites its own object. */
  put(object: { day: string; batchId: string }, events: readonly RawEvent[]): Promise<void>;
};

export type AggregateDeps = CountDeps & { raw: RawEvents };

/** The content of one queue message. */
export type EventMessage = { messageId: string; events: RawEvent[] };

export type Aggregated = Tally & { failed: { messageId: string; error: unknown }[] };

/**
 * Stores the events of these messages, then counts them. A failed message may return in the same or
 * another batch: lines may then repeat, identities are counted once.
 *
 * @throws Error when the events cannot be stored: nothing has been counted.
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
    // One bad message may fail the whole batch, so count each on its own.
    return countEach(deps, messages);
  }
}

/**
 * Writes one object for each day of receipt, mostly just one. Named after all messages: if it were
 * named after the first, a redelivery in another batch would overwrite this object.
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
