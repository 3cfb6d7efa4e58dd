import { type Bucket, type Standing, standingIn } from './bucket.ts';
import { entryOf } from './entry.ts';
import type { RawEvent } from './raw-event.ts';

/** An event with its entry, on its way into the tree. */
export type Candidate = { event: RawEvent; entry: Buffer };

export const candidateOf = (event: RawEvent): Candidate => ({ event, entry: entryOf(event) });

/**
 * Seconds of a bucket's span by level: day, 4 hours, hour, 10 minutes, minute, 10 seconds, second.
 * Each is split into ten at most, so that a batch, whose events are close in time, uses few buckets
 * at any rate.
 */
const stretches = [86_400, 14_400, 3_600, 600, 60, 10, 1] as const;

/**
 * The bucket of a candidate at a depth of its project's tree. Below the second, two bits of the
 * identity's hash select the bucket of each level. Events without a time use only their hash: a
 * repetition, which arrives at another time, must meet the same buckets.
 */
export function bucketKey({ event, entry }: Candidate, depth: number): string {
  const tree = `${event.projectId}#${event.meter}#`;
  if (event.untimed) return `${tree}untimed/${digitsOf(entry, depth)}`;
  const seconds = stretches[depth] ?? 1;
  const start = Math.floor(Date.parse(event.time) / 1000 / seconds) * seconds;
  const stretch = `${new Date(start * 1000).toISOString().slice(0, 19)}/${seconds}`;
  const digits = depth - stretches.length + 1;
  return `${tree}${stretch}${digits > 0 ? `/${digitsOf(entry, digits)}` : ''}`;
}

/** In base four, most significant first: 48 digits are the whole entry. */
function digitsOf(entry: Buffer, count: number): string {
  let digits = '';
  for (let at = 0; at < count; at++) digits += (entry.readUInt8(at >> 2) >> (6 - 2 * (at & 3))) & 3;
  return digits;
}

export type Leaf = { key: string; bucket?: Bucket; candidates: Candidate[] };

export type Located = {
  known: { candidate: Candidate; standing: Exclude<Standing, 'new'> }[];
  /** Where the other candidates belong: the first unsealed bucket on each path. */
  leaves: Leaf[];
};

/** Buckets by key; missing ones are left out. */
export type ReadBuckets = (keys: readonly string[]) => Promise<ReadonlyMap<string, Bucket>>;

/** Goes down the trees with all candidates together, one read per level. */
export async function locate(read: ReadBuckets, all: readonly Candidate[]): Promise<Located> {
  const known: Located['known'] = [];
  const leaves = new Map<string, Leaf>();
  let left = all;
  for (let depth = 0; left.length > 0; depth++) {
    const steps = left.map((candidate) => ({ candidate, key: bucketKey(candidate, depth) }));
    const buckets = await read([...new Set(steps.map(({ key }) => key))]);
    left = steps.flatMap(({ candidate, key }) => {
      const bucket = buckets.get(key);
      const standing = standingIn(bucket, candidate.entry);
      if (standing !== 'new') known.push({ candidate, standing });
      else if (bucket?.isSealed) return [candidate];
      else joinLeaf(leaves, { key, bucket, candidates: [candidate] });
      return [];
    });
  }
  return { known, leaves: [...leaves.values()] };
}

function joinLeaf(leaves: Map<string, Leaf>, leaf: Leaf): void {
  const there = leaves.get(leaf.key);
  if (there) there.candidates.push(...leaf.candidates);
  else leaves.set(leaf.key, leaf);
}
