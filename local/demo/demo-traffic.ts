export const gigabyte = 1_000_000_000;

export type Traffic = { time: string; data: { bytes: number } };

const eventsADay = 100;

/**
 * Traffic of exactly this amount, spread over the days of this month (UTC) so far.
 *
 * @param bytes a whole number.
 */
export function trafficOfMonth(bytes: number, now: Date): Traffic[] {
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const count = eventsADay * now.getUTCDate();
  const step = (now.getTime() - begin) / count;
  const until = (part: number): number => Math.floor((bytes * part) / count);
  return Array.from({ length: count }, (_, i) => ({
    time: new Date(begin + Math.floor(i * step)).toISOString(),
    data: { bytes: until(i + 1) - until(i) },
  }));
}
