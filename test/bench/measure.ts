import { fuzzCloud } from '../fuzz/fuzz-cloud.ts';
import { findingsText } from '../fuzz/report.ts';
import { measureAcknowledgement } from './acknowledgement.ts';
import { measureAlerts } from './alerts/measure-alerts.ts';
import { measureAuthorizer } from './authorizer.ts';
import { Watch } from './cloud/watch.ts';
import { pricePayments } from './cost/price-payments.ts';
import { measureLists } from './invoices/measure-lists.ts';
import type { Floor } from './loading/floors.ts';
import { measureLoading } from './loading/measure-loading.ts';
import { measurePayments } from './payments/measure-payments.ts';
import { measurePdf } from './pdf/measure-pdf.ts';
import type { Measures } from './results.ts';
import type { Samples } from './samples.ts';
import { measureUsage } from './usage/measure-usage.ts';

/** Measures what the running bench cloud does, one thing after the other. */
export async function measureRunning(
  samples: Samples,
  seed: string,
): Promise<
  Pick<
    Measures,
    'payments' | 'acknowledgement' | 'authorizer' | 'cost' | 'usage' | 'fuzz' | 'lists'
  >
> {
  const watch = await Watch.begin();
  try {
    const timed = samples.payments > 0 ? await measureTimes(watch, samples) : {};
    tell(`the price of ${samples.pricedPayments} payments`);
    const cost = await pricePayments(samples.pricedPayments);
    const usage = await measureUsage(watch, samples.usage, { seed, tell });
    const fuzz = await measureFuzz(samples.fuzzedRequests, seed);
    tell(`lists of ${samples.lists.many} invoices`);
    const lists = await measureLists(samples.lists);
    return { ...timed, cost, usage, fuzz, lists };
  } finally {
    watch.end();
  }
}

async function measureTimes(
  watch: Watch,
  samples: Samples,
): Promise<Pick<Measures, 'payments' | 'acknowledgement' | 'authorizer'>> {
  tell(`${samples.payments} payments, each followed by the same calls made bare`);
  const payments = await measurePayments(watch, samples);
  tell(`${samples.acknowledgements} acknowledgements`);
  const acknowledgement = await measureAcknowledgement(watch, samples.acknowledgements);
  tell(`${samples.authorizer.requests} requests of a person`);
  const authorizer = await measureAuthorizer(watch, samples.authorizer);
  return { payments, acknowledgement, authorizer };
}

/** Sends requests that follow from the seed, and prints those that were answered badly. */
async function measureFuzz(requests: number, text: string): Promise<Measures['fuzz']> {
  if (requests === 0) return { requests, badAnswers: 0 };
  tell(`${requests} strange requests`);
  const seed = [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_000, 0);
  const fuzzed = await fuzzCloud({
    seed,
    requests,
    tell: (sent) => sent % 5_000 === 0 && tell(`${sent} strange requests are answered`),
  });
  if (fuzzed.findings.length > 0) console.error(findingsText(fuzzed, seed));
  return { requests, badAnswers: fuzzed.findings.length };
}

/** Measures what needs no cloud, when none runs any more. */
export async function measureAlone(
  samples: Samples,
  floors: readonly Floor[],
): Promise<Pick<Measures, 'alerts' | 'loading' | 'pdf'>> {
  tell(`${samples.alerts.shops * samples.alerts.slots} evaluations of the alert rules`);
  const alerts = measureAlerts(samples.alerts);
  if (samples.loads === 0) return { alerts };
  tell(`${samples.pdfs} PDFs`);
  const pdf = await measurePdf(samples.pdfs);
  tell(`loading ${floors.length} functions ${samples.loads} times`);
  return { alerts, pdf, loading: await measureLoading(floors, samples.loads) };
}

/** Progress, apart from the result. */
const tell = (what: string): void => console.error(`… ${what}`);
