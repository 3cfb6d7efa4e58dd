import { letIn, may, type Row } from './verdicts.ts';

/** The key without any other scope has that of metrics. */
const watchers = may({ admin: letIn, keyWithoutScope: letIn });

/** The numbers of the whole shop. */
export const monitoringRows: Record<string, Row> = {
  'GET /metrics/payments': { path: () => '/metrics/payments', may: watchers },
  'GET /metrics/payments/detailed': { path: () => '/metrics/payments/detailed', may: watchers },
  'GET /metrics/payments/prometheus': { path: () => '/metrics/payments/prometheus', may: watchers },
};
