import type * as z from 'zod/mini';
import type { healthView } from '../../metrics/health.ts';
import type { paymentChart, paymentFigures } from '../../metrics/payment-chart.ts';
import type { paymentSummary } from '../../metrics/payment-summary.ts';

const day: z.infer<typeof paymentFigures> = {
  series: [
    {
      provider: 'stripe',
      method: 'card',
      currency: 'EUR',
      counts: {
        initiated: 160,
        completed: 142,
        failed: 9,
        cancelled: 4,
        expired: 3,
        review: 0,
        declined: 12,
        refunded: 2,
        lateCompleted: 1,
        recovered: 1,
      },
      successRate: 0.9467,
      volume: 6_645_600,
      refundedVolume: 93_600,
    },
  ],
  durations: [
    {
      measure: 'response',
      provider: null,
      count: 160,
      averageSeconds: 0.234,
      p50Seconds: 0.212,
      p95Seconds: 0.498,
      p99Seconds: 1.164,
    },
  ],
  preferredMethod: 'card',
};

const span = { from: '2026-11-27T23:00:00.000Z', to: '2026-11-28T23:00:00.000Z' };

export const monitoringExamples = {
  summarizePayments: {
    totalPayments: 160,
    successCount: 142,
    failureCount: 8,
    successRate: '94.67%',
    averageResponseTime: '0.234s',
    lastUpdated: '2026-11-28T03:10:12.345Z',
  } satisfies z.infer<typeof paymentSummary>,
  chartPayments: {
    ...span,
    bucket: 'day',
    timeZone: 'Europe/Paris',
    data: [{ ...span, ...day }],
    total: day,
    business: [
      {
        month: '2026-11',
        countedAt: '2026-11-28T03:00:00.000Z',
        customers: 43,
        plans: { free: 40, pro: 3 },
        subscriptions: 3,
        conversion: 0.0698,
        projects: 50,
        trafficBytes: 12_000_000_000,
        storageBytes: 900_000_000,
        meanTrafficBytes: { perProject: 240_000_000, perCustomer: 279_069_767 },
      },
    ],
  } satisfies z.infer<typeof paymentChart>,
  exposeMetrics: [
    '# HELP peage_payments_total Payments by what happened to them; each counts once for each status that it had.',
    '# TYPE peage_payments_total counter',
    'peage_payments_total{provider="stripe",method="card",currency="EUR",status="completed"} 142',
    '',
  ].join('\n'),
  checkDependencies: {
    status: 'ok',
    checkedAt: '2026-11-28T03:10:12.345Z',
    keptSeconds: 15,
    checks: {
      database: 'ok',
      queues: 'ok',
      mail: 'ok',
      invoices: 'ok',
      stripe: 'ok',
      paypal: 'idle',
      cinetpay: 'off',
    },
  } satisfies z.infer<typeof healthView>,
};
