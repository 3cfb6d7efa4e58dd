import * as z from 'zod/mini';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';
import { publicEvents } from '#vocabulary/webhooks';
import * as part from '../parts.ts';
import { identity } from '../text.ts';

const url = identity(2000).check(
  z.regex(/^https?:\/\/[^\s\\]+$/i, 'must be a web address, like https://…'),
);

/** `*`, the beginning of types, or a type: one that nothing would ever match is a mistake. */
const type = z
  .string()
  .check(
    z.maxLength(64, { abort: true }),
    z.refine(
      isTold,
      'must be *, the name of an event, or its beginning with .*, like payment.completed or payment.*',
    ),
  );

function isTold(pattern: string): boolean {
  if (pattern === '*') return true;
  const beginning = /^[a-z_]+\.(?=\*$)/.exec(pattern)?.[0];
  return publicEvents.some((event) =>
    beginning === undefined ? event === pattern : event.startsWith(beginning),
  );
}

const types = part.atMost(50, z.array(type).check(z.minLength(1), z.maxLength(50)));

const include = part.atMost(1, z.array(z.enum(['customer'])).check(z.maxLength(1)));

export const createEndpointRequest = z.strictObject({
  url,
  description: z.optional(part.text(200)),
  types: z._default(types, ['*']),
  include: z.optional(include),
});

/** Absent fields stay; null removes the description. */
export const changeEndpointRequest = z
  .strictObject({
    url: z.optional(url),
    description: z.optional(z.nullable(part.text(200))),
    types: z.optional(types),
    include: z.optional(include),
    enabled: z.optional(z.boolean()),
    /** Enables without a test. */
    force: z.optional(z.boolean()),
    /** Enables, and sends what was not sent meanwhile. */
    sendMissed: z.optional(z.boolean()),
  })
  .check(
    z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'),
    z.refine(({ enabled, force, sendMissed }) => enabled === true || !(force || sendMissed), {
      path: ['enabled'],
      error: 'must be true: force and sendMissed are for enabling',
    }),
  );

const view = {
  id: z.string(),
  url: z.string(),
  description: z.nullable(z.string()),
  types: z.array(z.string()),
  include: z.array(z.enum(['customer'])),
  enabled: z.boolean(),
  disabledAt: z.nullable(part.timestamp),
  disabledReason: z.nullable(z.enum(['failing', 'gone', 'admin'])),
  /** Of the first failure since the last success. */
  failingSince: z.nullable(part.timestamp),
  secretVersion: z.int(),
  previousSecretUntil: z.nullable(part.timestamp),
  createdAt: part.timestamp,
};

export const endpointView = z.object(view);

export const endpointList = z.object({ data: z.array(endpointView) });

/** Only the first answer contains the secret; if it was lost, rotate it. */
export const endpointWithSecret = z.object({ ...view, secret: z.nullable(z.string()) });

export const rotateSecretRequest = z.strictObject({
  /** How long the old secret stays valid; 0 ends it at once. */
  overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(168)), 24),
});

export const viewEndpoint = (endpoint: WebhookEndpoint): z.infer<typeof endpointView> => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description ?? null,
  types: endpoint.types,
  include: endpoint.include ?? [],
  enabled: endpoint.state === 'enabled',
  disabledAt: endpoint.disabled?.at ?? null,
  disabledReason: endpoint.disabled?.reason ?? null,
  failingSince: endpoint.failing?.since ?? null,
  secretVersion: endpoint.secretVersion,
  previousSecretUntil: endpoint.previousSecretUntil ?? null,
  createdAt: endpoint.createdAt,
});
