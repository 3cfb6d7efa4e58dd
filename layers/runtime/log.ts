import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

export { MetricUnit } from '@aws-lambda-powertools/metrics';

/** Logs one JSON line per fact: a fixed message and fields; no events, people or secrets. */
export const logger = new Logger();

/**
 * Embedded metrics: part of the log, so they cost no call. All functions share one `service`,
 * because one per function would multiply the series and their price. The log line names the
 * function.
 */
export const metrics = new Metrics({ serviceName: 'peage' });

/** Publishes the measured metrics, if there are any. */
export function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
