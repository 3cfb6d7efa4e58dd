import type { AcknowledgementMeasures } from './acknowledgement.ts';
import type { AlertMeasures } from './alerts/measure-alerts.ts';
import type { AuthorizerMeasures } from './authorizer.ts';
import type { CostMeasures } from './cost/price-payments.ts';
import type { ListMeasure, ListMeasures } from './invoices/measure-lists.ts';
import type { LoadingMeasures } from './loading/measure-loading.ts';
import type { PaymentMeasures } from './payments/measure-payments.ts';
import type { PdfMeasures } from './pdf/measure-pdf.ts';
import { rounded, sum } from './statistics.ts';
import type { UsageMeasures } from './usage/measure-usage.ts';
import { type UsageSummary, usageSummaryOf } from './usage/usage-summary.ts';

export type Measures = {
  payments?: PaymentMeasures;
  acknowledgement?: AcknowledgementMeasures;
  authorizer?: AuthorizerMeasures;
  pdf?: PdfMeasures;
  cost: CostMeasures;
  usage: UsageMeasures;
  fuzz: { requests: number; badAnswers: number };
  lists: ListMeasures;
  alerts: AlertMeasures;
  /** Bytes of each function's bundle. */
  bundles: Record<string, number>;
  loading?: LoadingMeasures;
};

/** What `--json` prints. */
export type Summary = {
  paymentToInvoiceP95Ms?: number;
  ownTimeRatio?: number;
  ackRatio?: number;
  authorizerP95Ms?: number;
  pdf40LinesMedianMs?: number;
  usdPerPayment: number;
  usdOfCounted: number;
  usage: UsageSummary;
  lists: Record<string, ListMeasure>;
  fuzz: { requests: number; badAnswers: number };
  alerts: {
    evaluations: number;
    falseOpenings: number;
    msPerEvaluation: number;
    /** Of outages in shops with 200 payments an hour: the smallest share of a kind. */
    foundInTime: number;
  };
  bundles: Record<string, number>;
  moduleLoad: Record<string, { ms: number; floorMs: number }>;
};

/**
 * `ownTimeRatio` is the time of our own code (invocations, less what they wait for their calls) to
 * the sum of the same calls made bare and past the gateway; the table has the stricter readings too.
 * `ackRatio` compares two invocations, since each has the same platform around it and the same
 * gateway before it. The floor of `moduleLoad` imports the packages that a function cannot do
 * without, and makes their clients, which a cold start pays for wherever it is done.
 */
export const summaryOf = (measures: Measures): Summary => ({
  ...timesOf(measures),
  usdPerPayment: rounded(measures.cost.usdPerPayment, 8),
  usdOfCounted: rounded(measures.cost.usdOfCounted, 8),
  usage: usageSummaryOf(measures.usage),
  lists: measures.lists.questions,
  fuzz: measures.fuzz,
  alerts: alertsOf(measures.alerts),
  bundles: measures.bundles,
  moduleLoad: Object.fromEntries(
    Object.entries(measures.loading?.functions ?? {}).map(([name, { ms, floorMs }]) => [
      name,
      { ms: rounded(ms, 1), floorMs: rounded(floorMs, 1) },
    ]),
  ),
});

/** A third of the payments is too few to be certain within ten minutes in such a shop. */
const alertsOf = ({ evaluations, openings, msPerEvaluation, found }: AlertMeasures) => ({
  evaluations,
  falseOpenings: sum(Object.values(openings)),
  msPerEvaluation: rounded(msPerEvaluation, 3),
  foundInTime: Math.min(
    ...found
      .filter(({ perHour, outage }) => perHour === 200 && !outage.startsWith('a third'))
      .map(({ inTime }) => inTime),
  ),
});

function timesOf({ payments, acknowledgement, authorizer, pdf }: Measures): Partial<Summary> {
  return {
    ...(payments && {
      paymentToInvoiceP95Ms: rounded(payments.toInvoiceMs.p95, 0),
      ownTimeRatio: rounded(
        (payments.invocationsMs - payments.bareThroughGatewayMs) / payments.bareMs,
      ),
    }),
    ...(acknowledgement && {
      ackRatio: rounded(acknowledgement.receiveMs / acknowledgement.bareMs),
    }),
    ...(authorizer && { authorizerP95Ms: rounded(authorizer.personMs.p95, 1) }),
    ...(pdf && { pdf40LinesMedianMs: rounded(pdf.medianMs, 1) }),
  };
}
