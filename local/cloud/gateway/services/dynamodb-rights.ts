import type { Assembly, Resource } from '../../assembly/assembly.ts';
import { isJsonObject, type Json, type JsonObject, listOf } from '../../assembly/json.ts';
import type { Right } from '../policy.ts';

/**
 * The rights that a table operation needs. A transaction needs the right of each part. A right
 * carries its partition keys (`dynamodb:LeadingKeys`), for an index those of the index.
 */
export function dynamodbRights(operation: string, body: JsonObject, assembly: Assembly): Right[] {
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return listOf(body.TransactItems).map((item) => transactionRight(item, assembly));
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries((body.RequestItems ?? {}) as Record<string, Json>).map(
        ([table, requests]) => batchRight(operation, table, requests, assembly),
      );
    default:
      return [singleRight(operation, body, assembly)];
  }
}

const actionOfPart: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

function transactionRight(item: Json, assembly: Assembly): Right {
  const [[part, body] = ['', {}]] = Object.entries(item as Record<string, JsonObject>);
  return singleRight(actionOfPart[part] ?? part, body, assembly);
}

function batchRight(operation: string, name: string, requests: Json, assembly: Assembly): Right {
  const table = tableOf(name, assembly);
  const keyName = hashKeyOf(table?.properties.KeySchema);
  const parts =
    operation === 'BatchGetItem'
      ? listOf((requests as JsonObject).Keys)
      : listOf(requests).map(writtenIn);
  const keys = parts.map((part) => keyText(part, keyName));
  return right(operation, tableArn(name, assembly), keys);
}

const writtenIn = (request: Json): Json => {
  const { PutRequest, DeleteRequest } = request as Record<string, JsonObject>;
  return PutRequest?.Item ?? DeleteRequest?.Key ?? {};
};

function singleRight(operation: string, body: JsonObject, assembly: Assembly): Right {
  if (typeof body.TableName !== 'string') return right(operation, '*', []);
  const table = tableOf(body.TableName, assembly);
  const arn = tableArn(body.TableName, assembly);
  if (typeof body.IndexName === 'string') {
    const indexes = listOf(table?.properties.GlobalSecondaryIndexes) as JsonObject[];
    const index = indexes.find(({ IndexName }) => IndexName === body.IndexName);
    const keyName = hashKeyOf(index?.KeySchema ?? table?.properties.KeySchema);
    return right(operation, `${arn}/index/${body.IndexName}`, [queriedKey(body, keyName)]);
  }
  const keyName = hashKeyOf(table?.properties.KeySchema);
  const key = operation === 'Query' ? queriedKey(body, keyName) : itemKey(body, keyName);
  return right(operation, arn, [key]);
}

const right = (operation: string, resource: string, keys: (string | undefined)[]): Right => ({
  action: `dynamodb:${operation}`,
  resource,
  context: { 'dynamodb:LeadingKeys': keys.filter((key) => key !== undefined) },
});

/** A call may name its table by name or by ARN. */
const tableName = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:table\//, '');

const tableOf = (name: string, assembly: Assembly): Resource | undefined =>
  assembly.byPhysicalId(tableName(name));

const tableArn = (name: string, { region, account }: Assembly): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${tableName(name)}`;

const hashKeyOf = (schema: Json | undefined): string =>
  (listOf(schema) as Record<string, string>[]).find(({ KeyType }) => KeyType === 'HASH')
    ?.AttributeName ?? '';

const itemKey = (body: JsonObject, keyName: string): string | undefined =>
  keyText(body.Item ?? body.Key, keyName);

const keyText = (attributes: Json | undefined, keyName: string): string | undefined =>
  isJsonObject(attributes) ? valueText(attributes[keyName]) : undefined;

const valueText = (value: Json | undefined): string | undefined =>
  isJsonObject(value) ? String(Object.values(value)[0]) : undefined;

/** The value that a query requires of its partition key. */
function queriedKey(body: JsonObject, keyName: string): string | undefined {
  const names = (body.ExpressionAttributeNames ?? {}) as Record<string, string>;
  const values = (body.ExpressionAttributeValues ?? {}) as JsonObject;
  const comparisons = String(body.KeyConditionExpression ?? '').matchAll(
    /([#\w.-]+)\s*=\s*(:[\w.-]+)/g,
  );
  for (const [, name, value] of comparisons)
    if ((names[name!] ?? name) === keyName) return valueText(values[value!]);
  return undefined;
}
