import type { Assembly } from '../../assembly/assembly.ts';
import type { JsonObject } from '../../assembly/json.ts';
import type { Call, Surroundings } from '../call.ts';
import type { HttpReply, HttpRequest } from '../http-message.ts';

const tableIn = /table\/([\w.-]+)\/stream\//;

/** The streams API. The engine's own ARNs are replaced, so that no caller sees them. */
export async function readStreamsCall(
  operation: string,
  body: JsonObject,
  request: HttpRequest,
  { assembly, askDynamodb }: Surroundings,
): Promise<Call> {
  // An iterator of DynamoDB Local starts with its stream's ARN.
  const place = body.StreamArn ?? body.ShardIterator;
  const table = typeof place === 'string' ? tableIn.exec(place)?.[1] : undefined;
  const forwarded =
    table && body.StreamArn
      ? withBody(request, { ...body, StreamArn: await streamArnAtEngine(table, askDynamodb) })
      : request;
  return {
    service: 'dynamodb',
    operation,
    protocol: 'json',
    rights: [
      {
        action: `dynamodb:${operation}`,
        resource: table ? streamArn(table, assembly) : '*',
        context: {},
      },
    ],
    destination: 'dynamodb',
    forwarded,
    finish: (reply) => withOwnNames(reply, assembly),
    // Lambda's stream reads are free.
    units: () => ({}),
  };
}

async function streamArnAtEngine(
  TableName: string,
  ask: Surroundings['askDynamodb'],
): Promise<string> {
  const { Table } = await ask('DescribeTable', { TableName });
  const own = (Table as JsonObject | undefined)?.LatestStreamArn;
  return typeof own === 'string'
    ? own
    : `arn:aws:dynamodb:ddblocal:000000000000:table/${TableName}/stream/none`;
}

const withBody = (request: HttpRequest, body: JsonObject): HttpRequest => ({
  ...request,
  body: Buffer.from(JSON.stringify(body)),
});

const streamArn = (table: string, assembly: Assembly): string => {
  const stream = assembly.streamArn(table);
  return (
    stream ?? `arn:aws:dynamodb:${assembly.region}:${assembly.account}:table/${table}/stream/*`
  );
};

/** Leaves iterators unchanged, since only the engine interprets them. */
function withOwnNames(reply: HttpReply, assembly: Assembly): HttpReply {
  if (!reply.body.includes('ddblocal')) return reply;
  const { 'x-amz-crc32': _, ...headers } = reply.headers;
  const body = reply.body
    .toString('utf8')
    .replaceAll('"awsRegion":"ddblocal"', `"awsRegion":"${assembly.region}"`)
    .replaceAll(
      /"StreamArn":"arn:aws:dynamodb:ddblocal:\d+:table\/([\w.-]+)\/stream\/[^"]*"/g,
      (_whole, table: string) => `"StreamArn":"${streamArn(table, assembly)}"`,
    );
  return { ...reply, headers, body: Buffer.from(body) };
}
