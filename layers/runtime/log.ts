import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

export { MetricUnit } from '@aws-lambda-powertools/metrics';

/** One line of JSON per fact: a fixed message and fields, never an event, a person or a secret. */
export const logger = new Logger();

/**
 * Embedded metrics: they travel in the log and cost no call. One fixed `service` for all functions:
 * by the function's own name each would make a series, and a price, of the same metric. The log line
 * says which function it was.
 */
export const metrics = new Metrics({ serviceName: 'peage' });

/** Writes what has been measured; nothing measured is nothing written. */
export function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
