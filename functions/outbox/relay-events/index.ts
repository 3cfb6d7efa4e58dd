import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Queue } from '#messaging/queue';
import { requireEnvironment } from '#runtime/environment';
import { eventOf } from '#stores/outbox';
import type { DomainEvent } from '#vocabulary/events';
import { createHandler } from './handler.ts';

const { SUBSCRIPTIONS } = requireEnvironment('SUBSCRIPTIONS');
const client = new SQSClient({});

export const handler = createHandler({
  read: (image) => eventOf(unmarshall(image as Record<string, AttributeValue>)),
  send: (url, event) => new Queue<DomainEvent>(client, url).send(event),
  subscriptions: JSON.parse(SUBSCRIPTIONS),
});
