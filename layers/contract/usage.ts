import * as z from 'zod/mini';
import { parseEventTime } from '#domain/usage/event-time';
import { bytesMax, meterOfType, type RejectionCode, type Verdict } from '#domain/usage/usage-event';
import { identity } from './text.ts';

/** Maximum events in one request. */
export const eventsMax = 1000;

const type = z.enum([...meterOfType.keys()] as [string, ...string[]]);
const meter = z.enum(['traffic', 'storage']);
const projectId = z.string().check(z.regex(/^prj_\w{1,64}$/));
const bytes = z.int().check(z.minimum(0), z.maximum(bytesMax));

/** RFC 3339, up to 35 days in the past and 5 minutes in the future. */
const time = z.optional(
  z.string().check(
    z.maxLength(64, { abort: true }),
    z.refine((text) => parseEventTime(text) !== undefined, 'must be a time of RFC 3339'),
  ),
);

/** CloudEvents 1.0; extension attributes are accepted and ignored. */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: identity(256),
  source: identity(512),
  type,
  time,
  subject: projectId,
  data: z.object({ bytes }),
});

/** The short form: the source is `native`, and the meter is named by `meter` or `type`. */
export const nativeEvent = z.strictObject({
  id: identity(256),
  project: projectId,
  meter: z.optional(meter),
  type: z.optional(type),
  bytes,
  time,
});

export const usageEvent = z.union([cloudEvent, nativeEvent]);

/** The documented form; `readUsageEvent` then reads each event separately. */
export const ingestUsageRequest = z.union([
  usageEvent,
  z.array(usageEvent).check(z.maxLength(eventsMax)),
  z.strictObject({ events: z.array(usageEvent).check(z.maxLength(eventsMax)) }),
]);

const rejectionCodes = [
  'invalid_event',
  'id_invalid',
  'source_invalid',
  'unknown_type',
  'project_not_found',
  'project_archived',
  'bytes_invalid',
  'time_invalid',
  'time_too_old',
  'time_in_future',
] as const satisfies readonly RejectionCode[];

export const ingestedUsage = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  conflicts: z.int(),
  rejected: z.int(),
  /** In the order of the request. */
  results: z.array(
    z.object({
      /** Null when the id was unreadable. */
      id: z.nullable(z.string()),
      status: z.enum(['accepted', 'duplicate', 'conflict', 'rejected']),
      code: z.optional(z.enum(rejectionCodes)),
    }),
  ),
});

export function viewVerdicts(results: readonly Verdict[]): z.infer<typeof ingestedUsage> {
  const count = (status: Verdict['status']) =>
    results.filter((result) => result.status === status).length;
  return {
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    conflicts: count('conflict'),
    rejected: count('rejected'),
    results: [...results],
  };
}
