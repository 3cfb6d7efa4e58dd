import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const { TABLE_NAME, PLANS } = requireEnvironment('TABLE_NAME', 'PLANS');
const table = new Table(new DynamoDBClient({}), TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  projects: new DynamoProjectStore(table),
  plans: JSON.parse(PLANS),
  idempotency: new DynamoIdempotencyStore(table, now),
  pause: tablePause,
  now,
  randomBytes,
});
