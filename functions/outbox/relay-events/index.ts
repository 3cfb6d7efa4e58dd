import { type Directory, listenersTo } from '#domain/webhooks/endpoint';
import { handOver } from '#runtime/hand-over';
import type { Packed } from '#runtime/queue';
import { rememberFor } from '#runtime/remember';
import { factsOf } from '#stores/stream-facts';
import type { DomainEvent } from '#vocabulary/events';
import { queueAt } from '#wiring/queues';
import { setting } from '#wiring/settings';
import { endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

let reading: Promise<Directory> | undefined;

/** A shop without webhooks pays for one small read in five seconds, however many events come. */
const directory = rememberFor(5_000, () => {
  reading ??= endpoints.directory().finally(() => {
    reading = undefined;
  });
  return reading;
});

export const handler = createHandler({
  read: factsOf,
  send: (url, message) => queueAt<DomainEvent | Packed<DomainEvent>>(url).send(message),
  handOver,
  subscriptions: setting('SUBSCRIPTIONS'),
  isListenedTo: async (type) => listenersTo(await directory('all'), type).length > 0,
});
