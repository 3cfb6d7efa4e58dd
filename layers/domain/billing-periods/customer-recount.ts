import { type Counter, counterId, counterKeyOf, isNewer, type Sample } from '../usage/counter.ts';
import type { RawEvent } from '../usage/raw-event.ts';

/** The correct value of a counter, and when its last event was received. */
export type Recounted = Counter & { newestReceivedAt: string };

/** A customer's usage according to its raw events. */
export type CustomerRecount = {
  /** By the counter's id. */
  counters: Map<string, Recounted>;
  /** Storage samples by project. */
  samples: Map<string, Sample[]>;
};

/** Adds an event that was not added before. */
export function addEvent(
  { counters, samples }: CustomerRecount,
  event: Omit<RawEvent, 'id' | 'source' | 'untimed'>,
): void {
  const { meter, projectId, bytes, time, receivedAt } = event;
  const key = counterKeyOf(event as RawEvent);
  const id = counterId(key);
  const counter = counters.get(id) ?? { ...key, events: 0, bytes: 0, newestReceivedAt: '' };
  counters.set(id, counter);
  counter.events += 1;
  if (receivedAt > counter.newestReceivedAt) counter.newestReceivedAt = receivedAt;
  switch (meter) {
    case 'traffic':
      counter.bytes += bytes;
      return;
    case 'storage': {
      const sample: Sample = { measuredAt: time, bytes };
      const known = samples.get(projectId);
      if (known) known.push(sample);
      else samples.set(projectId, [sample]);
      const { measuredAt } = counter;
      const stored = measuredAt === undefined ? undefined : { measuredAt, bytes: counter.bytes };
      if (isNewer(sample, stored)) Object.assign(counter, sample);
    }
  }
}
