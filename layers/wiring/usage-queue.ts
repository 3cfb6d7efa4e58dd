import type { RawEvent } from '#domain/usage/raw-event';
import { messagesOf } from '#stores/usage/packed-events';
import { queueTo } from './queues.ts';

const queue = queueTo('aggregate-usage');

/** Sends accepted events to the counting queue; resolves once all are durable. */
export async function enqueueUsage(events: readonly RawEvent[], requestId: string): Promise<void> {
  await Promise.all(messagesOf(events).map((packed) => queue.send({ requestId, events: packed })));
}
