import type { Stage } from '#vocabulary/stages';

/** One per stage: test payments of dev must not ring prod's alarms or count in its volume. */
export const metricsNamespace = (stage: Stage): string => `Peage/${stage}`;

/** The dimensions of every metric of a function, except a payment's own. */
export const metricDimensions = { service: 'peage' };

/** Counts the gateway's 429 answers, which only its access log shows. */
export const requestsThrottled = 'RequestsThrottled';
