import type { Stage } from '#vocabulary/stages';

/** Apart by stage: play money of dev must not ring prod's alarms, nor be added to its volume. */
export const metricsNamespace = (stage: Stage): string => `Peage/${stage}`;

/** The dimensions of every metric that a function writes, besides a payment's own. */
export const metricDimensions = { service: 'peage' };

/** Answers 429 of the gateway, which sees them alone; counted from its access log. */
export const requestsThrottled = 'RequestsThrottled';
