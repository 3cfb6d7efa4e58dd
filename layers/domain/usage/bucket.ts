import { entryBytes, identityOf } from './entry.ts';

/**
 * Entries of one span of a project's time. A sealed bucket never changes: later events of its span
 * go to the buckets below it.
 */
export type Bucket = {
  /** See `bucketKey`. */
  key: string;
  /** Concatenated in the order of counting. */
  entries: Uint8Array;
  /** Sum of the bytes that its events report. */
  bytes: number;
  /** 1 at the first write, one more at each further one. */
  version: number;
  isSealed: boolean;
};

/**
 * Number of entries that seals a bucket. Every write pays for the whole bucket, by started KB: at
 * 256, batches of a hundred write 2 + 3 + 4 KB for three hundred events.
 */
export const sealedFrom = 256;

/** Maximum entries that one write adds (12 KB); the rest goes to the buckets below. */
export const additionsMax = 1000;

/** How an event compares with what has been counted. */
export type Standing = 'new' | 'duplicate' | 'conflict';

export function standingIn(bucket: Bucket | undefined, entry: Buffer): Standing {
  if (!bucket) return 'new';
  const { buffer, byteOffset, byteLength } = bucket.entries;
  const entries = Buffer.from(buffer, byteOffset, byteLength);
  const identity = identityOf(entry);
  let at = entries.indexOf(identity);
  // A match across the border of two entries is accidental.
  while (at !== -1 && at % entryBytes !== 0) at = entries.indexOf(identity, at + 1);
  if (at === -1) return 'new';
  return entry.equals(entries.subarray(at, at + entryBytes)) ? 'duplicate' : 'conflict';
}

/** The bucket's next version, or its first one. */
export function withEntries(
  before: Bucket | undefined,
  key: string,
  added: { entries: readonly Buffer[]; bytes: number },
): Bucket {
  const entries = Buffer.concat([before?.entries ?? Buffer.alloc(0), ...added.entries]);
  return {
    key,
    entries,
    bytes: (before?.bytes ?? 0) + added.bytes,
    version: (before?.version ?? 0) + 1,
    isSealed: entries.byteLength >= sealedFrom * entryBytes,
  };
}

export const countOf = ({ entries }: Bucket): number => entries.byteLength / entryBytes;
