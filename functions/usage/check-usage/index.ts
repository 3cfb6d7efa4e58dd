import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { rememberFor } from '#runtime/remember';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { createHandler } from './handler.ts';

/** A project without a standing is known to exist, or not, for so long. */
const projectAgeMaxMs = 10_000;

const environment = requireEnvironment('TABLE_NAME', 'USAGE_TABLE_NAME');
const client = new DynamoDBClient({});
const projects = new DynamoProjectStore(new Table(client, environment.TABLE_NAME));

export const handler = createHandler({
  standings: new DynamoStandingStore(new Table(client, environment.USAGE_TABLE_NAME)),
  projects: { find: rememberFor(projectAgeMaxMs, (id) => projects.find(id)) },
  now: () => new Date(),
});
