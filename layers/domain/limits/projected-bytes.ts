import { type Month, spanOf } from '../calendar/month.ts';

/**
 * The expected sum at the month's end at the current rate; the sum itself for a past or future
 * month.
 */
export function projectedBytes(
  bytes: number,
  { month, timeZone, now }: { month: Month; timeZone: string; now: Date },
): number {
  const { from, to } = spanOf(month, timeZone);
  const elapsedMs = now.getTime() - from;
  const lengthMs = to - from;
  if (elapsedMs <= 0 || elapsedMs >= lengthMs) return bytes;
  const projected = (BigInt(bytes) * BigInt(lengthMs)) / BigInt(elapsedMs);
  // In a month's first moments a large sum projects beyond what a double holds exactly.
  return Math.min(Number(projected), Number.MAX_SAFE_INTEGER);
}
