/** How near a limit is. */
export type Level = 'ok' | 'warning' | 'critical' | 'exceeded';

/** Percents of a limit from which on somebody is told, the lowest first. */
export const thresholds = [80, 95, 100] as const;

export type Threshold = (typeof thresholds)[number];

const levelFrom: Record<Threshold, Level> = { 80: 'warning', 95: 'critical', 100: 'exceeded' };

/**
 * The highest threshold that so many bytes have reached. Exact: a byte below 80 % is below it.
 *
 * @param limitBytes null where there is no limit.
 */
export function thresholdReached(bytes: number, limitBytes: number | null): Threshold | undefined {
  if (limitBytes === null) return undefined;
  // A hundred times the bytes of a month may be more than a double holds exactly.
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
 * With one decimal, rounded down, so that nothing reads 80 % that is below it.
 *
 * @returns null where there is no limit.
 */
export const percentOf = (bytes: number, limitBytes: number | null): number | null =>
  limitBytes === null ? null : Number((BigInt(bytes) * 1000n) / BigInt(limitBytes)) / 10;
