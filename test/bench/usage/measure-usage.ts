import type { Watch } from '../cloud/watch.ts';
import { type CheckMeasures, type CheckSamples, measureCheck } from './measure-check.ts';
import { measureThroughput, type ThroughputMeasures } from './measure-throughput.ts';
import { countOnce, type OnceMeasures, type OnceSamples } from './once/count-once.ts';
import { type EventPrices, type PricedRequests, priceEvents } from './price-events.ts';
import { aMeteredAccount } from './report-events.ts';

export type UsageSamples = {
  priced: PricedRequests;
  /** Requests sent as fast as they are answered. */
  requests: number;
  checks: CheckSamples;
  once: OnceSamples;
};

export type UsageMeasures = {
  prices: EventPrices;
  throughput: ThroughputMeasures;
  check: CheckMeasures;
  once: OnceMeasures;
};

/** Of one customer, whose traffic comes as fast as it goes. */
const projects = 4;

/** What metering costs, how fast it is, and whether it counts right whatever happens. */
export async function measureUsage(
  watch: Watch,
  samples: UsageSamples,
  { seed, tell }: { seed: string; tell: (what: string) => void },
): Promise<UsageMeasures> {
  const { requests, checks, priced } = samples;
  tell(`${requests} requests of usage events as fast as they go`);
  const account = await aMeteredAccount(projects);
  const throughput = await measureThroughput(watch, account, { requests, seed });
  tell(`${checks.checks} checks of usage`);
  const check = await measureCheck(watch, account, checks);
  tell(`the price of usage events, in requests of ${Object.keys(priced).join(', ')}`);
  const prices = await priceEvents(watch, priced, seed);
  tell(`${samples.once.events} usage events with repetitions and crashes, --seed ${seed}`);
  const once = await countOnce(seed, samples.once);
  return { prices, throughput, check, once };
}
