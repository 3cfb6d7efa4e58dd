import { healthPath } from '#vocabulary/paths';
import type { Route } from '../route.ts';

/** What shows how the shop is doing. */
export const monitoringRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: healthPath,
    function: 'monitoring/get-health',
    access: 'open',
    openBecause: 'Liveness for load balancers and uptime checks; only answers ok.',
  },
  {
    method: 'GET',
    path: '/metrics/payments',
    function: 'monitoring/summarize-payments',
    access: 'known',
  },
  {
    method: 'GET',
    path: '/metrics/payments/detailed',
    function: 'monitoring/chart-payments',
    access: 'known',
  },
  {
    method: 'GET',
    path: '/metrics/payments/prometheus',
    function: 'monitoring/expose-metrics',
    access: 'known',
  },
  {
    method: 'GET',
    path: '/metrics/payments/health',
    function: 'monitoring/check-dependencies',
    access: 'open',
    openBecause: 'A status page for everybody: one word for each dependency, kept for 15 seconds.',
  },
];
