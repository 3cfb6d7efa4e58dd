import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogueOf } from '#providers/catalogue';
import { requireEnvironment } from '#runtime/environment';
import { DynamoSwitchStore } from '#stores/switch-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'PROVIDERS');

export const handler = createHandler({
  switches: new DynamoSwitchStore(new Table(new DynamoDBClient({}), environment.TABLE_NAME)),
  catalogue: catalogueOf(JSON.parse(environment.PROVIDERS)),
});
