import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Gateway, startGateway } from '../../../local/cloud/gateway/gateway.ts';
import { Destinations } from '../../../local/cloud/sources/destinations.ts';
import { account, aResource, aRole, assemblyOf, region } from './assembly-of.ts';

const queueArn = `arn:aws:sqs:${region}:${account}:dead-letters`;
const bucketArn = 'arn:aws:s3:::kept';
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

const assembly = assemblyOf(
  { ...aResource('AWS::SQS::Queue', 'dead-letters'), arn: queueArn },
  aResource('AWS::S3::Bucket', 'kept'),
  aResource('AWS::SNS::Topic', 'arn:topic'),
  ...aRole(
    'entitled',
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn },
    { Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucketArn}/aws/lambda/*` },
  ),
  ...aRole('bare', { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }),
);

/** What reached the engine behind the gateway. */
const arrived: { to: string; body: string }[] = [];
const engine: Server = createServer(async (request, response) => {
  const to = String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`);
  arrived.push({ to: to.replace(/\?.*/, ''), body: await text(request) });
  response.end(to.startsWith('AmazonSQS') ? '{}' : '');
});

let gateway: Gateway;
let destinations: Destinations;

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const engines = { dynamodb: url, queuesAndStorage: url, mailbox: url };
  gateway = await startGateway({ assembly: () => assembly, engines, secrets: {} });
  const { url: gatewayUrl, credentialsFor } = gateway;
  destinations = new Destinations({ gatewayUrl, credentialsFor });
  destinations.use(assembly);
});

afterAll(async () => {
  await gateway.stop();
  engine.close();
  engine.closeAllConnections();
});

beforeEach(() => void arrived.splice(0));

const parcel = {
  body: '{"lies":"there"}',
  attributes: { ERROR_CODE: 'X' },
  object: { key: 'aws/lambda/mapping/shard/1', body: '{"payload":"whole"}' },
};

test('failures reach a queue and a bucket with the role of the failing function [A3]', async () => {
  await destinations.send(roleArn('entitled'), queueArn, parcel);
  await destinations.send(roleArn('entitled'), bucketArn, parcel);
  expect(arrived.map(({ to }) => to)).toEqual([
    'AmazonSQS.SendMessage',
    'PUT /kept/aws/lambda/mapping/shard/1',
  ]);
  expect(JSON.parse(arrived[0]!.body)).toMatchObject({
    MessageBody: parcel.body,
    MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'X' } },
  });
  expect(arrived[1]!.body).toContain(parcel.object.body);
});

test.each([queueArn, bucketArn])(
  'a role without the right to %s cannot write there [A3]',
  async (arn) => {
    await expect(destinations.send(roleArn('bare'), arn, parcel)).rejects.toThrow(
      /AccessDenied|not authorized/,
    );
    expect(arrived).toEqual([]);
  },
);

test('a destination that is not simulated is reported, not ignored [A3]', async () => {
  await expect(destinations.send(roleArn('entitled'), 'arn:topic', parcel)).rejects.toThrow(
    'arn:topic',
  );
});
