import { rounded, sum } from '../statistics.ts';
import type { UsageMeasures } from './measure-usage.ts';
import type { EventPrice } from './price-events.ts';

/** What `--json` prints of usage metering. */
export type UsageSummary = {
  /** Of a million events sent, by how many are in a request. */
  usdPerMillion: { alone: Record<string, number>; tenTogether: Record<string, number> };
  /** In requests of a hundred; `asItCame`: in the batches that the queue made under load. */
  usdPerMillionInHundreds: { alone: number; tenTogether: number; asItCame: number };
  acceptedPerSecond: number;
  countedPerSecond: number;
  checkReads: number;
  checkP99Ms: number;
  /** How far the counters, their recount and the API are from what was sent, added up. */
  once: { seed: string; sent: number; distinct: number; bytesApart: number; eventsApart: number };
};

export function usageSummaryOf(measures: UsageMeasures): UsageSummary {
  const { prices, throughput, check, once } = measures;
  const { seed, sent, distinct } = once;
  const differences = Object.values(once.differences);
  return {
    usdPerMillion: { alone: bySize(prices.alone), tenTogether: bySize(prices.tenTogether) },
    usdPerMillionInHundreds: {
      alone: dollars(prices.alone[100]!),
      tenTogether: dollars(prices.tenTogether[100]!),
      asItCame: dollars(throughput.price),
    },
    acceptedPerSecond: rounded(throughput.acceptedPerSecond, 0),
    countedPerSecond: rounded(throughput.countedPerSecond, 0),
    checkReads: check.reads,
    checkP99Ms: rounded(check.serverMs.p99, 1),
    once: {
      ...{ seed, sent, distinct },
      bytesApart: sum(differences.map(({ bytes }) => bytes)),
      eventsApart: sum(differences.map(({ events }) => events)),
    },
  };
}

const dollars = ({ usd }: EventPrice): number => rounded(usd, 4);

const bySize = (prices: Record<number, EventPrice>): Record<string, number> =>
  Object.fromEntries(Object.entries(prices).map(([size, price]) => [size, dollars(price)]));
