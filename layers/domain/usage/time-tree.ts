import { type Bucket, type Standing, standingIn } from './bucket.ts';
import { entryOf } from './entry.ts';
import type { RawEvent } from './raw-event.ts';

/** An event with its entry, on its way into the tree. */
export type Candidate = { event: RawEvent; entry: Buffer };

export const candidateOf = (event: RawEvent): Candidate => ({ event, entry: entryOf(event) });

/**
 * Seconds of a bucket's stretch, level by level: day, 4 hours, hour, 10 minutes, minute, 10 seconds,
 * second. Each is split into ten at most, so that a batch, whose events lie close in time, meets few
 * buckets whatever the rate.
 */
const stretches = [86_400, 14_400, 3_600, 600, 60, 10, 1] as const;

/**
 * The bucket that a candidate meets at a depth of its project's tree. Below the second, two bits of
 * the identity's hash a level. What has no time of its own is told apart by its hash alone: a
 * repetition, which comes at another time, must meet the same buckets.
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

/** Of base four, most significant first: 48 of them are the whole entry. */
function digitsOf(entry: Buffer, count: number): string {
  let digits = '';
  for (let at = 0; at < count; at++) digits += (entry.readUInt8(at >> 2) >> (6 - 2 * (at & 3))) & 3;
  return digits;
}

export type Leaf = { key: string; bucket?: Bucket; candidates: Candidate[] };

export type Located = {
  known: { candidate: Candidate; standing: Exclude<Standing, 'new'> }[];
  /** Where the others belong: on each one's path the first bucket that is not sealed. */
  leaves: Leaf[];
};

/** Buckets by key; those that do not exist are left out. */
export type ReadBuckets = (keys: readonly string[]) => Promise<ReadonlyMap<string, Bucket>>;

/** Goes down the trees, all candidates at once, one read a level. */
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
