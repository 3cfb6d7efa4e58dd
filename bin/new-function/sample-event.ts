import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order, Trigger } from './order.ts';

type Json = Record<string, unknown>;

/** Stands for a path parameter; replace it with an id of the right kind. */
const sampleId = '01M7Y4MMKF07A7G7VF8YACZ7E9';

const callers: Record<string, Json> = {
  signedIn: { kind: 'person', subject: '7c9e6679-7425-40de-944b-e07fc1f90ae7', roles: 'admin' },
  known: { kind: 'key', keyId: `key_${sampleId}`, scopes: 'payments:read' },
  anyone: { kind: 'public' },
};

function request(sample: Json, { method, path, access }: Trigger & { kind: 'route' }): Json {
  const routeKey = `${method} ${path}`;
  const rawPath = path.replaceAll(/\{\w+\}/g, sampleId);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, sampleId]);
  const context = sample.requestContext as Json;
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return {
    ...sample,
    routeKey,
    rawPath,
    headers: {
      ...(sample.headers as Json),
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(names.length > 0 && { pathParameters: Object.fromEntries(names) }),
    requestContext: {
      ...context,
      authorizer: { lambda: callers[access] },
      http: { ...(context.http as Json), method, path: rawPath },
      routeKey,
    },
    ...(hasBody && { body: '{}' }),
  };
}

const handedOver = (sample: Json, job: string, type: string): Json => ({
  job,
  message: { ...(sample.message as Json), type },
});

/** Writes events/<area>.<verb-noun>.json from an existing sample. */
export function sampleEvent({ verbNoun, trigger }: Order, root: string): Json {
  const read = (name: string): Json =>
    JSON.parse(readFileSync(join(root, `events/${name}.json`), 'utf8'));
  if (trigger.kind === 'job')
    return handedOver(read('subscriptions.activate-plan'), verbNoun, trigger.eventType);
  if (trigger.kind === 'schedule') return { schedule: verbNoun, dueAt: '2026-11-21T04:10:00Z' };
  const sample = read('monitoring.get-health');
  return trigger.kind === 'route' ? request(sample, trigger) : sample;
}
