import { expositionType } from '#contract/metrics/exposition';
import { type Exposed, pageOf } from '#contract/metrics/page';
import { requireWatcher } from '#domain/access/watcher';
import type { Clock } from '#domain/clock';
import type { AlertStore } from '#domain/monitoring/alert-store';
import type { BusinessStore } from '#domain/monitoring/business-month';
import type { CounterReader } from '#domain/monitoring/counter-store';
import { offeredSeries } from '#domain/monitoring/offered-series';
import { scrapePace } from '#domain/monitoring/scrape-pace';
import type { ProviderCatalogue } from '#domain/payments/choose-provider';
import { callerOf, httpFunction } from '#runtime/http';
import { sharedFor } from '#runtime/shared-answer';

export type ExposeDeps = {
  counters: Pick<CounterReader, 'totals'>;
  alerts: Pick<AlertStore, 'listActive'>;
  business: Pick<BusinessStore, 'last'>;
  queues: () => Promise<Pick<Exposed, 'queues' | 'deadLetters'>>;
  catalogue: ProviderCatalogue;
  now: Clock;
};

/** However many scrape, numbers are read once in this time. */
const keptMs = 15_000;

/** GET /metrics/payments/prometheus */
export function createHandler({ counters, alerts, business, queues, ...deps }: ExposeDeps) {
  const pace = scrapePace(deps.now);
  const page = sharedFor(keptMs, async () => {
    const reads = [counters.totals(), alerts.listActive(), business.last(1), queues()] as const;
    const [totals, active, months, depths] = await Promise.all(reads);
    const offered = offeredSeries(deps.catalogue);
    return pageOf({ totals, offered, alerts: active, business: months, ...depths });
  });
  return httpFunction(async (event) => {
    pace(requireWatcher(callerOf(event)));
    return { statusCode: 200, headers: { 'content-type': expositionType }, body: await page() };
  });
}
