import { createHash } from 'node:crypto';
import type { AlertFact } from '#domain/monitoring/alert';
import type { Severity } from '#vocabulary/alerts';

/** What is sent to a service that shows alerts. */
export type AlertPost = { url: URL; headers: Record<string, string>; body: string };

const levels: Record<Severity, string> = {
  low: 'info',
  medium: 'warning',
  high: 'error',
  critical: 'fatal',
};

/**
 * An alert as an event of Sentry. All that is told of one alert is one issue there, and a repeated
 * post is the same event.
 *
 * @param dsn the address that Sentry gives a project: `https://<key>@<host>/<project>`.
 * @throws Error that does not name the address, when it has no key or no project.
 * @see https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 */
export function sentryPost(
  dsn: URL,
  { id, type, occurredAt, data }: AlertFact,
  text: string,
): AlertPost {
  const project = /^\/(\d+)\/?$/.exec(dsn.pathname)?.[1];
  if (!dsn.username || project === undefined)
    throw new Error('the address of sentry has no key, or no project');
  const eventId = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const [heading] = text.split('\n');
  const event = {
    event_id: eventId,
    timestamp: occurredAt,
    platform: 'other',
    logger: 'peage',
    level: type === 'alert.resolved' ? 'info' : levels[data.severity],
    message: { formatted: text },
    transaction: heading,
    fingerprint: [data.alertId],
    tags: { rule: data.rule, dimension: data.dimension, severity: data.severity },
  };
  const lines = [{ event_id: eventId }, { type: 'event' }, event];
  return {
    url: new URL(`https://${dsn.host}/api/${project}/envelope/`),
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${dsn.username}, sentry_client=peage/1`,
    },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  };
}
