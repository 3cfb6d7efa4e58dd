import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');

export const handler = createHandler({
  projects: new DynamoProjectStore(new Table(new DynamoDBClient({}), TABLE_NAME)),
  pause: tablePause,
  now: () => new Date(),
  randomBytes,
});
