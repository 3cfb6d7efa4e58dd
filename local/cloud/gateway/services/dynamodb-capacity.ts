import { isJsonObject, type JsonObject, listOf } from '../../assembly/json.ts';
import type { HttpReply } from '../http-message.ts';
import type { Units } from '../meter.ts';
import { itemBytes } from './item-bytes.ts';

const reads = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

/** The billed units of a call (except a transaction's writes), from the engine's consumption. */
export function capacityUnits(operation: string, request: JsonObject, answer: JsonObject): Units {
  const consumed = listOf(answer.ConsumedCapacity)
    .map((part) => (isJsonObject(part) ? Number(part.CapacityUnits) : 0))
    .reduce((sum, units) => sum + units, 0);
  if (reads.has(operation)) return { readUnits: Math.max(consumed, leastRead(request, answer)) };
  return { writeUnits: consumed || unitsOfFailure(request, answer) };
}

/** Reading a missing item costs as much as a small one; the engine counts nothing. */
function leastRead(request: JsonObject, answer: JsonObject): number {
  if (answer.ConsumedCapacity === undefined) return 0;
  if (!isJsonObject(request.RequestItems)) return request.ConsistentRead === true ? 1 : 0.5;
  return (Object.values(request.RequestItems) as JsonObject[])
    .map(({ Keys, ConsistentRead }) => listOf(Keys).length * (ConsistentRead === true ? 1 : 0.5))
    .reduce((sum, units) => sum + units, 0);
}

/** A write whose condition failed costs as much as a successful one, but no answer shows it. */
function unitsOfFailure(request: JsonObject, answer: JsonObject): number {
  if (!/ConditionalCheckFailedException|TransactionConflictException/.test(String(answer.__type)))
    return 0;
  return Math.max(
    1,
    ...[request.Item, answer.Item].map((item) => Math.ceil(itemBytes(item) / 1024)),
  );
}

/** Removes consumption figures that the caller did not ask for. */
export function withoutCapacity(reply: HttpReply): HttpReply {
  const { ConsumedCapacity, ...answer } = JSON.parse(reply.body.toString('utf8')) as JsonObject;
  if (ConsumedCapacity === undefined) return reply;
  const { 'x-amz-crc32': _, ...headers } = reply.headers;
  return { ...reply, headers, body: Buffer.from(JSON.stringify(answer)) };
}
