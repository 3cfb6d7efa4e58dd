import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { variableOf } from '#runtime/environment';
import { Table } from '#stores/table';
import { promptly } from './promptly.ts';

/** The main table, for somebody who would rather hear that it does not answer. */
export const promptTable = new Table(new DynamoDBClient(promptly), variableOf('TABLE_NAME'));
