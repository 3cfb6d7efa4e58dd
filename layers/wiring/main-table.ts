import { variableOf } from '#runtime/environment';
import { Table } from '#stores/table';
import { dynamodb } from './dynamodb.ts';

export const mainTable = new Table(dynamodb, variableOf('TABLE_NAME'));
