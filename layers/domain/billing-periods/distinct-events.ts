import { createHash } from 'node:crypto';
import type { RawEvent } from '../usage/raw-event.ts';

/** What distinguishes two events of one identity. */
type Content = Pick<RawEvent, 'meter' | 'projectId' | 'time' | 'day' | 'bytes' | 'receivedAt'>;

export type Sifting<Kept> = {
  /** Reads all events again at each call, in any order, some more than once. */
  read: () => AsyncIterable<readonly RawEvent[]>;
  customerIds: ReadonlySet<string>;
  /** Maximum identities in memory, at some 500 bytes each. */
  identitiesMax: number;
  /** Selects what to keep of an event. */
  keep: (event: RawEvent) => Kept;
};

/** The identities whose hash has this remainder. */
type Part = { remainder: number; divisor: number };

/**
 * Yields each identity once, part by part: of several events with one customer's `source` and `id`,
 * the one received first.
 *
 * Bounded in memory: a part with too many identities is split by their hash, and everything is read
 * again for each half. Parts already yielded stay valid.
 */
export async function* distinctEvents<Kept extends Content>(
  sifting: Sifting<Kept>,
): AsyncGenerator<Iterable<Kept>, void, undefined> {
  const parts: Part[] = [{ remainder: 0, divisor: 1 }];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const kept = await heldOf(part, sifting);
    if (kept) yield kept.values();
    else parts.push(...halvesOf(part));
  }
}

const halvesOf = ({ remainder, divisor }: Part): Part[] => [
  { remainder: remainder + divisor, divisor: divisor * 2 },
  { remainder, divisor: divisor * 2 },
];

/** Events by identity; undefined when there are too many. */
async function heldOf<Kept extends Content>(
  part: Part,
  { read, customerIds, identitiesMax, keep }: Sifting<Kept>,
): Promise<Map<string, Kept> | undefined> {
  const kept = new Map<string, Kept>();
  for await (const events of read()) {
    for (const event of events) {
      const identity = customerIds.has(event.customerId) ? identityIn(part, event) : undefined;
      if (identity === undefined) continue;
      const known = kept.get(identity);
      if (!known || isBefore(event, known)) kept.set(identity, keep(event));
    }
    if (kept.size > identitiesMax) return undefined;
  }
  return kept;
}

/** Undefined for an event of another part. */
function identityIn({ remainder, divisor }: Part, { customerId, source, id }: RawEvent) {
  const hash = createHash('sha256').update(`${customerId}\n${source}\n${id}`).digest();
  if (hash.readUInt32BE(0) % divisor !== remainder) return undefined;
  return hash.toString('latin1', 0, 16);
}

/** Compares by receipt; within the same millisecond always chooses the same event. */
function isBefore(a: Content, b: Content): boolean {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt;
  return contentOf(a) < contentOf(b);
}

const contentOf = ({ meter, projectId, time, day, bytes }: Content): string =>
  [meter, projectId, time, day, bytes].join('\n');
