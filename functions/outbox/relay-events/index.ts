import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { handOver } from '#runtime/hand-over';
import type { Packed } from '#runtime/queue';
import { eventOf } from '#stores/outbox';
import type { DomainEvent } from '#vocabulary/events';
import { queueAt } from '#wiring/queues';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  read: (image) => eventOf(unmarshall(image as Record<string, AttributeValue>)),
  send: (url, message) => queueAt<DomainEvent | Packed<DomainEvent>>(url).send(message),
  handOver,
  subscriptions: setting('SUBSCRIPTIONS'),
});
