import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const { TABLE_NAME, PLANS } = requireEnvironment('TABLE_NAME', 'PLANS');
const table = new Table(new DynamoDBClient({}), TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  payments: new DynamoPaymentStore(table, now),
  subscriptions: new DynamoSubscriptionStore(table),
  plans: JSON.parse(PLANS),
  pause: tablePause,
  now,
  randomBytes,
});
