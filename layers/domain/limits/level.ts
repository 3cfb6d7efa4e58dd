/** How close usage is to the limit. */
export type Level = 'ok' | 'warning' | 'critical' | 'exceeded';

/** Percentages of a limit that cause a notice, lowest first. */
export const thresholds = [80, 95, 100] as const;

export type Threshold = (typeof thresholds)[number];

const levelFrom: Record<Threshold, Level> = { 80: 'warning', 95: 'critical', 100: 'exceeded' };

/**
 * The highest threshold that this usage has reached. Exact: a byte below 80 % is below it.
 *
 * @param limitBytes null when there is no limit.
 */
export function thresholdReached(bytes: number, limitBytes: number | null): Threshold | undefined {
  if (limitBytes === null) return undefined;
  // A hundred times a month's bytes may exceed what a double holds exactly.
  const used = BigInt(bytes) * 100n;
  return thresholds.findLast((threshold) => used >= BigInt(limitBytes) * BigInt(threshold));
}

export const thresholdsBelow = (threshold: Threshold): Threshold[] =>
  thresholds.filter((other) => other < threshold);

export function levelOf(bytes: number, limitBytes: number | null): Level {
  const threshold = thresholdReached(bytes, limitBytes);
  return threshold === undefined ? 'ok' : levelFrom[threshold];
}

/**
 * One decimal, rounded down, so that usage below 80 % never reads 80 %.
 *
 * @returns null when there is no limit.
 */
export const percentOf = (bytes: number, limitBytes: number | null): number | null =>
  limitBytes === null ? null : Number((BigInt(bytes) * 1000n) / BigInt(limitBytes)) / 10;
