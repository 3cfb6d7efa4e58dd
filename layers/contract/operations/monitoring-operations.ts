import { healthView } from '../metrics/health.ts';
import { chartQuery, paymentChart } from '../metrics/payment-chart.ts';
import { paymentSummary } from '../metrics/payment-summary.ts';
import type { Operation } from './operation.ts';

/** What shows how the shop is doing. */
export const monitoringOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/metrics/payments',
    id: 'summarizePayments',
    tag: 'Metrics',
    summary: 'Read how many payments there were, and how many succeeded',
    description:
      'Since the first one, about ten seconds old. The success rate is of what is decided: completed against failed. Cancelled, expired and open payments have not failed, nor has one whose money came late.',
    security: ['apiKey', 'bearer'],
    scope: 'metrics:read',
    people: 'admins',
    answers: { 200: paymentSummary },
    problems: [401, 403],
  },
  {
    method: 'get',
    path: '/metrics/payments/detailed',
    id: 'chartPayments',
    tag: 'Metrics',
    summary: 'Read what happened by hour or by day',
    description:
      'By provider, method and currency, with the volumes and the percentiles of durations, of each hour or day and of all of them. Without `from` and `to`, the last 24 hours. 31 days at most by hour, a year by day; kept for 25 months. The first and the last hour or day are whole ones. A percentile is null where too few were measured: p95 below 20, p99 below 100. `business` shows customers, subscriptions and usage of the last months.',
    security: ['apiKey', 'bearer'],
    scope: 'metrics:read',
    people: 'admins',
    query: chartQuery,
    answers: { 200: paymentChart },
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/metrics/payments/prometheus',
    id: 'exposeMetrics',
    tag: 'Metrics',
    summary: 'Scrape all counters with Prometheus',
    description:
      'Text format 0.0.4, with the depth of queues too. Answers are kept for 15 seconds; each key may scrape once in five (429 `too_many_scrapes`). A dashboard and alert rules to import are in `docs/monitoring`.',
    security: ['apiKey', 'bearer'],
    scope: 'metrics:read',
    people: 'admins',
    answers: { 200: 'All metrics, family by family.' },
    textType: 'text/plain',
    problems: [401, 403, 429],
  },
  {
    method: 'get',
    path: '/metrics/payments/health',
    id: 'checkDependencies',
    tag: 'Metrics',
    summary: 'Read how each dependency is',
    description:
      'For status pages; answers within about a second and is kept for 15. Providers are judged by the payments of the last ten minutes, not asked. 503 only when the database does not answer: without a provider the others still take payments.',
    security: [],
    answers: { 200: healthView, 503: healthView },
    problems: [],
  },
];
