import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { handOver } from '#runtime/hand-over';
import { eventOf } from '#stores/outbox';
import type { DomainEvent } from '#vocabulary/events';
import { queueAt } from '#wiring/queues';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  read: (image) => eventOf(unmarshall(image as Record<string, AttributeValue>)),
  send: (url, event) => queueAt<DomainEvent>(url).send(event),
  handOver,
  subscriptions: setting('SUBSCRIPTIONS'),
});
