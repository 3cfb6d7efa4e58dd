import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { allowedOf, type LogFields, type LogKey } from './log-keys.ts';
import { scrubbed } from './log-text.ts';

export { MetricUnit } from '@aws-lambda-powertools/metrics';

/** Drops fields that are not on the list, and says so: a test finds their names. */
class ListedFields extends LogFormatter {
  override formatAttributes(
    ...[own, fields]: Parameters<LogFormatter['formatAttributes']>
  ): LogItem {
    const { logLevel: level, message, timestamp, serviceName: service } = own;
    const attributes = { level, message, timestamp: this.formatTimestamp(timestamp), service };
    return new LogItem({ attributes }).addAttributes(allowedOf(fields));
  }

  /** Of what else an error carries only this: those of a table carry whole rows, with people. */
  override formatError(error: Error): LogItem['attributes'] {
    const { name, location, message, stack, cause, code, $metadata } = super.formatError(error);
    return { name, location, message, stack, cause, code, $metadata };
  }
}

/** Refuses fields that are not on the list, also those of a spread object. */
type Listed<Fields> = Fields & { [Key in Exclude<keyof Fields, LogKey>]: never };

type WriteLine = <Fields extends LogFields>(message: string, fields: Listed<Fields>) => void;

type ListedLogger = Pick<Logger, 'resetKeys' | 'setLogLevel'> & {
  [Level in 'info' | 'warn' | 'error']: WriteLine;
} & { appendKeys: <Fields extends LogFields>(fields: Listed<Fields>) => void };

/**
 * Logs one JSON line per fact: a fixed message and listed fields; no events, people or secrets. Every
 * text in it is scrubbed.
 */
export const logger: ListedLogger = new Logger({
  logFormatter: new ListedFields(),
  jsonReplacerFn: (_, value: unknown) => (typeof value === 'string' ? scrubbed(value) : value),
});

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
