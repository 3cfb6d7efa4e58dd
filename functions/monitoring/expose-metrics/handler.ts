import { expositionType, writeExposition } from '#contract/metrics/exposition';
import { paymentFamilies } from '#contract/metrics/payment-families';
import { type QueueDepth, queueFamilies } from '#contract/metrics/queue-families';
import { requireWatcher } from '#domain/access/watcher';
import type { Clock } from '#domain/clock';
import type { CounterReader } from '#domain/monitoring/counter-store';
import { offeredSeries } from '#domain/monitoring/offered-series';
import { scrapePace } from '#domain/monitoring/scrape-pace';
import type { ProviderCatalogue } from '#domain/payments/choose-provider';
import { callerOf, httpFunction } from '#runtime/http';
import { sharedFor } from '#runtime/shared-answer';

export type ExposeDeps = {
  counters: Pick<CounterReader, 'totals'>;
  queues: () => Promise<Record<'queues' | 'deadLetters', QueueDepth[]>>;
  catalogue: ProviderCatalogue;
  now: Clock;
};

/** However many scrape, numbers are read once in this time. */
const keptMs = 15_000;

/** GET /metrics/payments/prometheus */
export function createHandler({ counters, queues, catalogue, now }: ExposeDeps) {
  const pace = scrapePace(now);
  const page = sharedFor(keptMs, async () => {
    const [totals, { queues: jobs, deadLetters }] = await Promise.all([
      counters.totals(),
      queues(),
    ]);
    const payments = paymentFamilies(totals, offeredSeries(catalogue));
    return writeExposition([...payments, ...queueFamilies(jobs, deadLetters)]);
  });
  return httpFunction(async (event) => {
    pace(requireWatcher(callerOf(event)));
    return { statusCode: 200, headers: { 'content-type': expositionType }, body: await page() };
  });
}
