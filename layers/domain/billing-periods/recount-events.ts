import { createHash } from 'node:crypto';
import {
  type Counter,
  counterId,
  counterKeyOf,
  isNewer,
  monthOf,
  type Sample,
} from '../usage/counter.ts';
import type { RawEvent } from '../usage/raw-event.ts';

/** The truth, object by object, in no order that means anything; events may come more than once. */
export interface RawReader {
  /** @param receiveDays first and last day of receipt, UTC. */
  read(receiveDays: { first: string; last: string }): AsyncIterable<readonly RawEvent[]>;
}

/** What a counter should say, and when the last event that it holds was received. */
export type Recounted = Counter & { newestReceivedAt: string };

export type CustomerRecount = {
  /** By the counter's id. */
  counters: Map<string, Recounted>;
  /** Storage samples by project, in the order of time. */
  samples: Map<string, Sample[]>;
};

export type Recount = ReadonlyMap<string, CustomerRecount>;

export type RecountScope = {
  receiveDays: { first: string; last: string };
  customerIds: ReadonlySet<string>;
  /** Identities held in memory at once, at some 500 bytes each. */
  identitiesMax: number;
};

/** Of an event what is needed once its identity is known. */
type Held = Omit<RawEvent, 'id' | 'source' | 'untimed'>;

/**
 * Counts each identity once, whatever is repeated and in whatever order it is read: of events with
 * one customer's `source` and `id` the one received first.
 *
 * Bounded in memory: where the identities are too many, they are split by their hash and everything
 * is read once for each part. Counters and storage samples alone are kept over the parts.
 */
export async function recountEvents(raw: RawReader, scope: RecountScope): Promise<Recount> {
  for (let parts = 1; ; parts *= 2) {
    const recount = await recountInParts(raw, scope, parts);
    if (recount) return inOrderOfTime(recount);
  }
}

type Counting = Map<string, CustomerRecount>;

/** Undefined when the first part shows that the parts are too large. */
async function recountInParts(
  raw: RawReader,
  scope: RecountScope,
  parts: number,
): Promise<Counting | undefined> {
  const recount: Counting = new Map();
  for (let part = 0; part < parts; part++) {
    const held = new Map<string, Held>();
    for await (const events of raw.read(scope.receiveDays)) {
      for (const event of events)
        if (scope.customerIds.has(event.customerId)) hold(held, event, { part, parts });
      if (held.size > scope.identitiesMax) return undefined;
    }
    for (const event of held.values()) count(recount, event);
  }
  return recount;
}

function hold(
  held: Map<string, Held>,
  event: RawEvent,
  { part, parts }: { part: number; parts: number },
): void {
  const { id, source, untimed, ...rest } = event;
  const hash = createHash('sha256').update(`${event.customerId}\n${source}\n${id}`).digest();
  if (hash.readUInt32BE(0) % parts !== part) return;
  const identity = hash.toString('latin1', 0, 16);
  const known = held.get(identity);
  if (!known || isBefore(rest, known)) held.set(identity, rest);
}

/** Received first; of those received in the same ms always the same one. */
function isBefore(one: Held, other: Held): boolean {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt;
  return contentOf(one) < contentOf(other);
}

const contentOf = ({ meter, projectId, time, day, bytes }: Held): string =>
  [meter, projectId, time, day, bytes].join('\n');

function count(recount: Counting, event: Held): void {
  const { customerId, meter, projectId, bytes, time, receivedAt } = event;
  const customer = recount.get(customerId) ?? { counters: new Map(), samples: new Map() };
  recount.set(customerId, customer);
  const key = counterKeyOf(event as RawEvent);
  const id = counterId(key);
  const counter = customer.counters.get(id) ?? {
    ...key,
    events: 0,
    bytes: 0,
    newestReceivedAt: '',
  };
  customer.counters.set(id, counter);
  counter.events += 1;
  if (receivedAt > counter.newestReceivedAt) counter.newestReceivedAt = receivedAt;
  switch (meter) {
    case 'traffic':
      counter.bytes += bytes;
      return;
    case 'storage': {
      const sample: Sample = { measuredAt: time, bytes };
      customer.samples.set(projectId, customer.samples.get(projectId) ?? []);
      customer.samples.get(projectId)!.push(sample);
      const { measuredAt } = counter;
      const stored = measuredAt === undefined ? undefined : { measuredAt, bytes: counter.bytes };
      if (isNewer(sample, stored)) Object.assign(counter, sample);
    }
  }
}

function inOrderOfTime(recount: Counting): Recount {
  for (const { samples } of recount.values())
    for (const list of samples.values()) list.sort((a, b) => (isNewer(a, b) ? 1 : -1));
  return recount;
}

/** The counters of one month. */
export const countersOfMonth = (recount: CustomerRecount | undefined, month: string): Recounted[] =>
  [...(recount?.counters.values() ?? [])].filter(({ day }) => monthOf(day) === month);
