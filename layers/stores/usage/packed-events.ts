import { gunzipSync, gzipSync } from 'node:zlib';
import { eventsFrom, linesOf, type RawEvent } from '#domain/usage/raw-event';

/** NDJSON in gzip, as raw events lie in S3. */
export const packedEvents = (events: readonly RawEvent[]): Buffer => gzipSync(linesOf(events));

/** @throws Error for bytes that are no raw events. */
export const unpackedEvents = (bytes: Uint8Array): RawEvent[] =>
  eventsFrom(gunzipSync(bytes).toString());

/**
 * Characters of one message's events at most. SQS takes 1 MiB and bills by started 64 KB, so a
 * message split in two costs the same.
 */
const messageMax = 240_000;

/** The same in base64, as they travel through the queue: as few messages as they fit into. */
export function messagesOf(events: readonly RawEvent[]): string[] {
  const text = packedEvents(events).toString('base64');
  if (text.length <= messageMax || events.length === 1) return [text];
  const middle = Math.ceil(events.length / 2);
  return [...messagesOf(events.slice(0, middle)), ...messagesOf(events.slice(middle))];
}

/** @throws Error for a text that is none of `messagesOf`. */
export const eventsOfMessage = (text: string): RawEvent[] =>
  unpackedEvents(Buffer.from(text, 'base64'));
