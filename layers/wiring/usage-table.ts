import { variableOf } from '#runtime/environment';
import { Table } from '#stores/table';
import { dynamodb } from './dynamodb.ts';

export const usageTable = new Table(dynamodb, variableOf('USAGE_TABLE_NAME'));
