/**
 * Durations by logarithmic buckets, each a tenth wider than the one before: two of them are merged
 * by addition, and a percentile is at most 5 % off. Percentiles themselves cannot be averaged.
 */
export type Histogram = {
  /** Counts by the bucket's number; buckets without any are left out. */
  buckets: Readonly<Record<string, number>>;
  /** Milliseconds, for the mean. */
  sumMs: number;
};

/** What the rules compare durations with: bounds of buckets, so that "p95 > 2 s" is exact. */
export const exactBoundsMs = [2_000, 10_000] as const;

const [anchorMs, nextMs] = exactBoundsMs;

/** So many that the ratio is nearest to 1.1: 1.0993. */
const bucketsBetween = 17;

const logRatio = Math.log(nextMs / anchorMs) / bucketsBetween;

/** What a duration of exactly a bound misses it by, in floating point. */
const tolerance = 1e-9;

/** What is not from a millisecond to a day counts as such. */
const [shortestMs, longestMs] = [1, 86_400_000];

/** The number of the bucket of a duration: that of exactly two seconds is 0. */
export function bucketOf(ms: number): number {
  const within = Math.min(longestMs, Math.max(shortestMs, ms));
  return Math.ceil(Math.log(within / anchorMs) / logRatio - tolerance);
}

/** The longest duration in a bucket, in milliseconds. */
export const boundMs = (bucket: number): number => anchorMs * Math.exp(bucket * logRatio);

export const emptyHistogram: Histogram = { buckets: {}, sumMs: 0 };

/** A clock that was set back may have measured less than nothing. */
export function withDuration({ buckets, sumMs }: Histogram, ms: number): Histogram {
  const bucket = bucketOf(ms);
  return {
    buckets: { ...buckets, [bucket]: (buckets[bucket] ?? 0) + 1 },
    sumMs: sumMs + Math.max(0, Math.round(ms)),
  };
}

export function addHistograms(one: Histogram, other: Histogram): Histogram {
  const buckets: Record<string, number> = { ...one.buckets };
  for (const [bucket, count] of Object.entries(other.buckets))
    buckets[bucket] = (buckets[bucket] ?? 0) + count;
  return { buckets, sumMs: one.sumMs + other.sumMs };
}

export const sizeOf = ({ buckets }: Histogram): number =>
  Object.values(buckets).reduce((sum, count) => sum + count, 0);

/** How many took longer; exact for the bounds above. */
export const countAbove = ({ buckets }: Histogram, ms: number): number =>
  Object.entries(buckets).reduce(
    (sum, [bucket, count]) => (Number(bucket) > bucketOf(ms) ? sum + count : sum),
    0,
  );

/** Milliseconds; undefined without any duration. */
export function meanOf(histogram: Histogram): number | undefined {
  const size = sizeOf(histogram);
  return size === 0 ? undefined : histogram.sumMs / size;
}

/** Fewer say nothing about the twentieth, or the hundredth. */
const sampleMin = { 0.5: 1, 0.95: 20, 0.99: 100 } as const;

export type Percentile = keyof typeof sampleMin;

/**
 * The duration that this share did not exceed, in milliseconds: the middle of its bucket, by
 * ratio. Undefined when there are too few durations to say.
 */
export function percentileOf(histogram: Histogram, share: Percentile): number | undefined {
  const size = sizeOf(histogram);
  if (size < sampleMin[share]) return undefined;
  let below = 0;
  for (const bucket of Object.keys(histogram.buckets).map(Number).sort(byNumber)) {
    below += histogram.buckets[bucket]!;
    if (below >= share * size) return boundMs(bucket - 0.5);
  }
  return undefined;
}

const byNumber = (one: number, other: number): number => one - other;
