import { isJsonObject, type Json, type JsonObject } from '../../assembly/json.ts';
import type { Call, Service, Surroundings } from '../call.ts';
import type { HttpRequest } from '../http-message.ts';
import { notImplemented } from '../wire-error.ts';
import { capacityUnits, withoutCapacity } from './dynamodb-capacity.ts';
import { dynamodbRights } from './dynamodb-rights.ts';
import { readStreamsCall } from './dynamodb-streams.ts';
import { transactionUnits, transactionWrites } from './transaction-units.ts';

const target = /^(DynamoDB_20120810|DynamoDBStreams_20120810)\.(\w+)$/;

/** DynamoDB and its streams. */
export const dynamodb: Service = {
  protocol: () => 'json',
  read: (request, surroundings) => {
    const name = String(request.headers['x-amz-target']);
    const [, api, operation] = target.exec(name) ?? [];
    if (!api || !operation) throw notImplemented(`DynamoDB's ${name}`);
    const body = JSON.parse(request.body.toString('utf8')) as JsonObject;
    return api === 'DynamoDB_20120810'
      ? readTableCall(operation, body, request, surroundings)
      : readStreamsCall(operation, body, request, surroundings);
  },
};

/** Operations that return their consumed capacity on request. */
const metered = new Set([
  'GetItem',
  'BatchGetItem',
  'TransactGetItems',
  'Query',
  'Scan',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
]);

function readTableCall(
  operation: string,
  body: JsonObject,
  request: HttpRequest,
  { assembly, askDynamodb }: Surroundings,
): Call {
  if (operation === 'TransactWriteItems') return writeTransaction(body, { assembly, askDynamodb });
  const asksItself = 'ReturnConsumedCapacity' in body;
  const isMetered = metered.has(operation);
  return {
    service: 'dynamodb',
    operation,
    protocol: 'json',
    rights: dynamodbRights(operation, body, assembly),
    destination: 'dynamodb',
    forwarded: isMetered && !asksItself ? askingForCapacity(request) : request,
    finish: isMetered && !asksItself ? withoutCapacity : undefined,
    units: (reply) => (isMetered ? capacityUnits(operation, body, parsed(reply.body)) : {}),
  };
}

/** Does not ask for the engine's own count of a transaction, which is wrong. */
function writeTransaction(
  body: JsonObject,
  { assembly, askDynamodb }: Pick<Surroundings, 'assembly' | 'askDynamodb'>,
): Call {
  let writes: Awaited<ReturnType<typeof transactionWrites>> = [];
  return {
    service: 'dynamodb',
    operation: 'TransactWriteItems',
    protocol: 'json',
    rights: dynamodbRights('TransactWriteItems', body, assembly),
    destination: 'dynamodb',
    prepare: async () => {
      writes = await transactionWrites(body, assembly, askDynamodb);
    },
    units: ({ status, body: answer }) => {
      const isCancelled = status !== 200 && answer.includes('TransactionCanceledException');
      if (status !== 200 && !isCancelled) return {};
      return { writeUnits: transactionUnits(writes, !isCancelled) };
    },
  };
}

const parsed = (body: Buffer): JsonObject => {
  const value = JSON.parse(body.toString('utf8')) as Json;
  return isJsonObject(value) ? value : {};
};

const asking = Buffer.from('{"ReturnConsumedCapacity":"INDEXES",');

/** Inserts a member at the start of the body, and leaves the rest unchanged. */
function askingForCapacity(request: HttpRequest): HttpRequest {
  const start = request.body.indexOf('{') + 1;
  return { ...request, body: Buffer.concat([asking, request.body.subarray(start)]) };
}
