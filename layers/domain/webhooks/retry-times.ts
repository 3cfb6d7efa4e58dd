const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The waits between the ten attempts of a delivery, as Standard Webhooks 1.0.0 recommends: the last
 * comes after three days.
 */
const waitsMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

const retryAfterMaxMs = 24 * hour;

/** Longest wait between two probes of an endpoint whose breaker is open. */
const probeMaxMs = 6 * hour;

/**
 * How long to wait after an attempt that failed, up to a fifth more or less, so that receivers do
 * not get everything at once. A longer wish of the receiver (`Retry-After`) is respected up to a day.
 *
 * @param tried attempts until now, from 1.
 * @param random from 0 to 1.
 * @returns milliseconds; undefined after the last attempt.
 */
export function retryDelayMs(
  tried: number,
  random: () => number,
  retryAfterSeconds = 0,
): number | undefined {
  const wait = waitsMs[tried - 1];
  if (wait === undefined) return undefined;
  const wished = Math.min(retryAfterSeconds * second, retryAfterMaxMs);
  return Math.max(spread(wait, random), wished);
}

/**
 * How long a probe waits: 5, 10, 20 minutes …, at most six hours, so that five days have more than
 * twenty.
 *
 * @param failed probes until now.
 */
export const probeDelayMs = (failed: number, random: () => number): number =>
  spread(Math.min(5 * minute * 2 ** failed, probeMaxMs), random);

const spread = (wait: number, random: () => number): number =>
  Math.round(wait * (0.8 + 0.4 * random()));

/**
 * Reads `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @returns seconds from now; undefined when it says neither.
 */
export function retryAfterSeconds(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
