import type { Day } from '../calendar/day.ts';
import { type Month, monthOf } from '../calendar/month.ts';
import { isNewer } from '../usage/counter.ts';
import type { RawEvent } from '../usage/raw-event.ts';
import { addEvent, type CustomerRecount, type Recounted } from './customer-recount.ts';
import { distinctEvents } from './distinct-events.ts';

/** Reads the raw events, object by object, in any order; events may repeat. */
export type RawReader = {
  /** @param receiveDays first and last day of receipt, UTC. */
  read(receiveDays: { first: Day; last: Day }): AsyncIterable<readonly RawEvent[]>;
};

export type Recount = ReadonlyMap<string, CustomerRecount>;

export type RecountScope = {
  receiveDays: { first: Day; last: Day };
  customerIds: ReadonlySet<string>;
  /** Maximum identities in memory, at some 500 bytes each. */
  identitiesMax: number;
};

/**
 * Counts each identity once, whatever the repetitions and the order: of several events with one
 * customer's `source` and `id`, the one received first.
 *
 * Bounded in memory, see `distinctEvents`. Only counters and storage samples are kept across the
 * parts.
 */
export async function recountEvents(raw: RawReader, scope: RecountScope): Promise<Recount> {
  const recount = new Map<string, CustomerRecount>();
  const parts = distinctEvents({
    read: () => raw.read(scope.receiveDays),
    customerIds: scope.customerIds,
    identitiesMax: scope.identitiesMax,
    // Drops the identity, which is no longer needed, to save memory.
    keep: ({ id, source, untimed, ...rest }) => rest,
  });
  for await (const events of parts)
    for (const event of events) {
      const known = recount.get(event.customerId) ?? { counters: new Map(), samples: new Map() };
      recount.set(event.customerId, known);
      addEvent(known, event);
    }
  return inOrderOfTime(recount);
}

function inOrderOfTime(recount: Recount): Recount {
  for (const { samples } of recount.values())
    for (const list of samples.values()) list.sort((a, b) => (isNewer(a, b) ? 1 : -1));
  return recount;
}

/** The counters of one month. */
export const countersOfMonth = (recount: CustomerRecount | undefined, month: Month): Recounted[] =>
  [...(recount?.counters.values() ?? [])].filter(({ day }) => monthOf(day) === month);
