import type * as z from 'zod/mini';
import { BodyRejectedError } from '#domain/errors';
import { parseEventTime } from '#domain/usage/event-time';
import {
  type Meter,
  meterOfType,
  type RejectionCode,
  type ReportedEvent,
} from '#domain/usage/usage-event';
import { cloudEvent, eventsMax, nativeEvent } from './usage.ts';

/** Source of events in the short form, equal for all keys: a new key repeats no event. */
const nativeSource = 'native';

/**
 * Reads the events of a body; each is judged separately.
 *
 * @throws BodyRejectedError for too many events, which are counted before any is read.
 */
export function readUsageEvents({
  value,
  isWhole,
}: {
  value: unknown;
  isWhole: boolean;
}): ReportedEvent[] {
  const listed = listUsageEvents(value);
  if (listed.length > eventsMax)
    throw new BodyRejectedError('body_too_large', `Send at most ${eventsMax} events at once.`);
  return listed.map((event) => readUsageEvent(event, { isWhole }));
}

/** The events of a body: one, a list, or `{"events": […]}`. */
export function listUsageEvents(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  const isList = isRecord(body) && Array.isArray(body.events) && Object.keys(body).length === 1;
  return isList ? (body.events as unknown[]) : [body];
}

/**
 * Reads one event; an invalid one does not affect the others. If the body was not valid UTF-8,
 * events with U+FFFD are the broken ones: two ids may have become equal.
 */
export function readUsageEvent(value: unknown, { isWhole }: { isWhole: boolean }): ReportedEvent {
  if (!isRecord(value)) return { id: null, code: 'invalid_event' };
  if (!isWhole && JSON.stringify(value).includes('\ufffd')) return rejected(value, 'invalid_event');
  return 'specversion' in value ? readCloudEvent(value) : readNativeEvent(value);
}

function readCloudEvent(value: Record<string, unknown>): ReportedEvent {
  const { success, data: event, error } = cloudEvent.safeParse(value);
  if (!success) return rejected(value, codeOf(error));
  const { id, source, type, time, subject: projectId, data } = event;
  return {
    ...{ id, source, projectId, bytes: data.bytes },
    ...{ meter: meterOfType.get(type)!, ...timeOf(time) },
  };
}

function readNativeEvent(value: Record<string, unknown>): ReportedEvent {
  const { success, data: event, error } = nativeEvent.safeParse(value);
  if (!success) return rejected(value, codeOf(error));
  const { id, project: projectId, bytes, time } = event;
  const meter = meterNamed(event);
  if (!meter) return rejected(value, 'unknown_type');
  return { id, source: nativeSource, projectId, meter, bytes, ...timeOf(time) };
}

/** Named in either way, or equally in both. */
function meterNamed({ meter, type }: z.infer<typeof nativeEvent>): Meter | undefined {
  const ofType = type === undefined ? meter : meterOfType.get(type);
  return (meter ?? ofType) === ofType ? ofType : undefined;
}

const timeOf = (time: string | undefined) =>
  time === undefined ? {} : { time: parseEventTime(time) };

const codeOfField: ReadonlyMap<PropertyKey | undefined, RejectionCode> = new Map([
  ['id', 'id_invalid'],
  ['source', 'source_invalid'],
  ['type', 'unknown_type'],
  ['meter', 'unknown_type'],
  ['subject', 'project_not_found'],
  ['project', 'project_not_found'],
  ['data', 'bytes_invalid'],
  ['bytes', 'bytes_invalid'],
  ['time', 'time_invalid'],
]);

/** Chosen by the first invalid field. */
const codeOf = ({ issues }: z.core.$ZodError): RejectionCode =>
  codeOfField.get(issues[0]?.path[0]) ?? 'invalid_event';

const rejected = ({ id }: Record<string, unknown>, code: RejectionCode): ReportedEvent => ({
  id: typeof id === 'string' ? id : null,
  code,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
