import type { Day } from '../calendar/day.ts';
import type { Meter } from './usage-event.ts';

/** An accepted event, as it lies in the queue and, for ever after, among the raw events. */
export type RawEvent = {
  id: string;
  source: string;
  customerId: string;
  projectId: string;
  meter: Meter;
  bytes: number;
  /** ISO 8601 UTC; that of receipt where the client sent none. */
  time: string;
  /** The calendar day of `time` in the customer's zone at receipt: where it is billed. */
  day: Day;
  /** ISO 8601 UTC. Of two events with one identity, the one received first counts. */
  receivedAt: string;
  /** The client sent no time, so it is no part of the content. */
  untimed?: true;
};

/** NDJSON: one event a line, each line ended. */
export const linesOf = (events: readonly RawEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** @throws Error for a line that is no raw event: our own files and messages hold nothing else. */
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
  if (!isWhole) throw new Error('a line of raw events is not one');
  return event;
}
