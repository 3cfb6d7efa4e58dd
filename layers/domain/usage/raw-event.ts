import type { Day } from '../calendar/day.ts';
import type { Meter } from './usage-event.ts';

/** An accepted event, as stored in the queue and permanently among the raw events. */
export type RawEvent = {
  id: string;
  source: string;
  customerId: string;
  projectId: string;
  meter: Meter;
  bytes: number;
  /** ISO 8601 UTC; the time of receipt when the client sent none. */
  time: string;
  /** The calendar day of `time` in the customer's zone at receipt, which bills it. */
  day: Day;
  /** ISO 8601 UTC. Of two events with one identity, the one received first counts. */
  receivedAt: string;
  /** The client sent no time, so time is not part of the content. */
  untimed?: true;
};

/** NDJSON: one event per line, with a line break after each. */
export const linesOf = (events: readonly RawEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** @throws Error for a line that is not a raw event, which our own files never contain. */
export const eventsFrom = (lines: string): RawEvent[] =>
  lines.split('\n').filter(Boolean).map(eventFrom);

const texts = [
  'id',
  'source',
  'customerId',
  'projectId',
  'meter',
  'time',
  'day',
  'receivedAt',
] as const;

function eventFrom(line: string): RawEvent {
  const event = JSON.parse(line) as RawEvent;
  const isWhole =
    texts.every((name) => typeof event[name] === 'string') && Number.isSafeInteger(event.bytes);
  if (!isWhole) throw new Error('a line is not a raw event');
  return event;
}
