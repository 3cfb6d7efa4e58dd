import { gunzipSync, gzipSync } from 'node:zlib';
import { eventsFrom, linesOf, type RawEvent } from '#domain/usage/raw-event';

/** Gzipped NDJSON, the form of raw events in S3. */
export const packedEvents = (events: readonly RawEvent[]): Buffer => gzipSync(linesOf(events));

/** @throws Error when the bytes are not raw events. */
export const unpackedEvents = (bytes: Uint8Array): RawEvent[] =>
  eventsFrom(gunzipSync(bytes).toString());

/**
 * Maximum characters of one message's events. SQS accepts 1 MiB and bills per started 64 KB, so two
 * smaller messages cost the same.
 */
const messageMax = 240_000;

/** The same in base64 for the queue, in as few messages as possible. */
export function messagesOf(events: readonly RawEvent[]): string[] {
  const text = packedEvents(events).toString('base64');
  if (text.length <= messageMax || events.length === 1) return [text];
  const middle = Math.ceil(events.length / 2);
  return [...messagesOf(events.slice(0, middle)), ...messagesOf(events.slice(middle))];
}

/** @throws Error when the text was not made by `messagesOf`. */
export const eventsOfMessage = (text: string): RawEvent[] =>
  unpackedEvents(Buffer.from(text, 'base64'));
