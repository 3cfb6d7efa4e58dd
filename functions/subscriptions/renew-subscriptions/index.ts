import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const { TABLE_NAME, PLANS } = requireEnvironment('TABLE_NAME', 'PLANS');

export const handler = createHandler({
  subscriptions: new DynamoSubscriptionStore(new Table(new DynamoDBClient({}), TABLE_NAME)),
  plans: JSON.parse(PLANS),
  pause: tablePause,
  randomBytes,
});
