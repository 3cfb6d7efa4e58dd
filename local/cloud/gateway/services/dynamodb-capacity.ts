import { isJsonObject, type JsonObject, listOf } from '../../assembly/json.ts';
import type { HttpReply } from '../http-message.ts';
import type { Units } from '../meter.ts';
import { itemBytes } from './item-bytes.ts';

const reads = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

/** What AWS bills for a call (but a transaction's writes), from what the engine consumed. */
export function capacityUnits(operation: string, request: JsonObject, answer: JsonObject): Units {
  const consumed = listOf(answer.ConsumedCapacity)
    .map((part) => (isJsonObject(part) ? Number(part.CapacityUnits) : 0))
    .reduce((sum, units) => sum + units, 0);
  if (reads.has(operation)) return { readUnits: Math.max(consumed, leastRead(request, answer)) };
  return { writeUnits: consumed || unitsOfFailure(request, answer) };
}

/** Reading what is not there costs as much as something small; the engine takes that for nothing. */
function leastRead(request: JsonObject, answer: JsonObject): number {
  if (answer.ConsumedCapacity === undefined) return 0;
  if (!isJsonObject(request.RequestItems)) return request.ConsistentRead === true ? 1 : 0.5;
  return (Object.values(request.RequestItems) as JsonObject[])
    .map(({ Keys, ConsistentRead }) => listOf(Keys).length * (ConsistentRead === true ? 1 : 0.5))
    .reduce((sum, units) => sum + units, 0);
}

/** A write whose condition failed costs what it would have written, although nobody is told. */
function unitsOfFailure(request: JsonObject, answer: JsonObject): number {
  if (!/ConditionalCheckFailedException|TransactionConflictException/.test(String(answer.__type)))
    return 0;
  return Math.max(
    1,
    ...[request.Item, answer.Item].map((item) => Math.ceil(itemBytes(item) / 1024)),
  );
}

/** Takes out of an answer what the caller had not asked for. */
export function withoutCapacity(reply: HttpReply): HttpReply {
  const { ConsumedCapacity, ...answer } = JSON.parse(reply.body.toString('utf8')) as JsonObject;
  if (ConsumedCapacity === undefined) return reply;
  const { 'x-amz-crc32': _, ...headers } = reply.headers;
  return { ...reply, headers, body: Buffer.from(JSON.stringify(answer)) };
}
