import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as s3 from '@aws-sdk/client-s3';
import * as ses from '@aws-sdk/client-ses';
import * as sqs from '@aws-sdk/client-sqs';
import { type BareCall, type Engines, parsed } from './bare-call.ts';

/**
 * The bench's own function: makes the calls that it is told to make, one after the other, each by a
 * warm client of the SDK, and answers how long each took. It is what the real functions are measured
 * against, so it runs where they run: in a worker of the same local cloud.
 */
export const handler = async ({ text }: { text: string }): Promise<number[]> => {
  const { calls, engines } = parsed(text);
  const clients = clientsFor(engines);
  const times: number[] = [];
  for (const call of calls) {
    const before = performance.now();
    await make(call, clients);
    times.push(performance.now() - before);
  }
  return times;
};

const kept = new Map<string, ReturnType<typeof newClients>>();

function clientsFor(engines: Engines | undefined) {
  const name = JSON.stringify(engines ?? 'the door');
  const clients = kept.get(name) ?? newClients(engines);
  kept.set(name, clients);
  return clients;
}

/** Without engines the clients find the gateway by their environment, as any function's do. */
const newClients = (engines: Engines | undefined) => ({
  dynamodb: new dynamodb.DynamoDBClient(at(engines?.dynamodb)),
  sqs: new sqs.SQSClient({ ...at(engines?.queuesAndStorage), useQueueUrlAsEndpoint: false }),
  s3: new s3.S3Client({ ...at(engines?.queuesAndStorage), forcePathStyle: true }),
  ses: new ses.SESClient(at(engines?.mailbox)),
});

const at = (endpoint: string | undefined) => (endpoint === undefined ? {} : { endpoint });

async function make(call: BareCall, clients: ReturnType<typeof newClients>): Promise<void> {
  switch (call.operation) {
    case 'GetItem':
      await clients.dynamodb.send(new dynamodb.GetItemCommand(call.input));
      return;
    case 'Query':
      await clients.dynamodb.send(new dynamodb.QueryCommand(call.input));
      return;
    case 'PutItem':
      await clients.dynamodb.send(new dynamodb.PutItemCommand(call.input));
      return;
    case 'UpdateItem':
      await clients.dynamodb.send(new dynamodb.UpdateItemCommand(call.input));
      return;
    case 'TransactWriteItems':
      await clients.dynamodb.send(new dynamodb.TransactWriteItemsCommand(call.input));
      return;
    case 'SendMessage':
      await clients.sqs.send(new sqs.SendMessageCommand(call.input));
      return;
    case 'PutObject':
      await clients.s3.send(new s3.PutObjectCommand(call.input));
      return;
    case 'GetObject': {
      const { Body } = await clients.s3.send(new s3.GetObjectCommand(call.input));
      await Body!.transformToByteArray();
      return;
    }
    case 'SendRawEmail':
      await clients.ses.send(new ses.SendRawEmailCommand(call.input));
      return;
    case 'GetFromProvider':
      await (await fetch(call.input.url, { headers: call.input.headers })).text();
  }
}
