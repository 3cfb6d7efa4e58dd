import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Fault, type Gateway, startGateway } from '../../../local/cloud/gateway/gateway.ts';
import { account, aRole, assemblyOf, aTable, region } from './assembly-of.ts';

const table = `arn:aws:dynamodb:${region}:${account}:table/main`;
const roleArn = `arn:aws:iam::${account}:role/settle`;

const assembly = assemblyOf(
  aTable('main'),
  ...aRole(
    'settle',
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      Resource: table,
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PAYMENT#*'] } },
    },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/invoices/*' },
    {
      Effect: 'Allow',
      Action: 'ssm:GetParameter',
      Resource: `arn:aws:ssm:${region}:${account}:parameter/key`,
    },
    { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' },
  ),
);

/** An engine that notes what reaches it, and answers like each service. */
const seen: string[] = [];
const engine: Server = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`);
  seen.push(operation.replace(/\?.*/, ''));
  request.resume().once('end', () => {
    if (request.url?.startsWith('/docs/invoices/none')) response.statusCode = 404;
    response.end(
      operation.startsWith('DynamoDB')
        ? JSON.stringify({ ConsumedCapacity: { CapacityUnits: 1 } })
        : 'a document',
    );
  });
});

let gateway: Gateway;
let now = new Date();

const settings = (credentials = gateway.credentialsFor(roleArn)) => ({
  endpoint: gateway.url,
  region,
  credentials,
  maxAttempts: 1,
});

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  gateway = await startGateway({
    assembly: () => assembly,
    engines: { dynamodb: url, queuesAndStorage: url, mailbox: url },
    secrets: { '/key': 'secret', '/other': 'hidden' },
    now: () => now,
  });
});

afterAll(async () => {
  await gateway.stop();
  engine.close();
  engine.closeAllConnections();
});

beforeEach(() => {
  seen.length = 0;
  now = new Date();
  gateway.faults.clear();
  gateway.meter.reset();
});

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: '1' } });
const put = (pk = 'PAYMENT#1', config = settings()) =>
  new DynamoDBClient(config).send(new PutItemCommand({ TableName: 'main', Item: key(pk) }));
const get = (pk = 'PAYMENT#1', config = settings()) =>
  new DynamoDBClient(config).send(new GetItemCommand({ TableName: 'main', Key: key(pk) }));

describe('Authentication and authorisation', () => {
  test('what the role may do reaches the engine and is counted, and the answer shows no capacity', async () => {
    expect(await put()).not.toHaveProperty('ConsumedCapacity');
    expect(seen).toEqual(['DynamoDB_20120810.PutItem']);
    expect(gateway.meter.snapshot()).toEqual([
      {
        function: 'settle',
        service: 'dynamodb',
        operation: 'PutItem',
        calls: 1,
        units: { writeUnits: 1 },
      },
    ]);
  });

  test('what it may not do is refused as on AWS, and has no effect', async () => {
    await expect(put('INVOICE#1')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::${account}:assumed-role/settle/settle is not authorized to perform: dynamodb:PutItem on resource: ${table} because no identity-based policy allows the dynamodb:PutItem action`,
    });
    const queue = new SQSClient(settings());
    const message = { QueueUrl: `${gateway.url}/${account}/jobs`, MessageBody: 'x' };
    await expect(queue.send(new SendMessageCommand(message))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(seen).toEqual([]);
  });

  test('unknown keys and wrong secrets are refused', async () => {
    const own = gateway.credentialsFor(roleArn);
    await expect(get('PAYMENT#1', settings({ ...own, secretAccessKey: 'no' }))).rejects.toThrow(
      'signature we calculated does not match',
    );
    await expect(get('PAYMENT#1', settings({ ...own, accessKeyId: 'ASIA0' }))).rejects.toThrow(
      'security token included in the request is invalid',
    );
  });

  test('parameters are readable with the right, and encrypted unless decryption is requested', async () => {
    const parameters = new SSMClient(settings());
    const read = async (Name: string, WithDecryption = true) =>
      (await parameters.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter?.Value;
    expect(await read('/key')).toBe('secret');
    expect(await read('/key', false)).not.toContain('secret');
    await expect(read('/other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('the grants list what was used, refused and never used', async () => {
    await put();
    const [{ used, denied, unused } = { used: [], denied: [], unused: [] }] = gateway.grants();
    const usedPut = expect.objectContaining({
      action: 'dynamodb:PutItem',
      leadingKey: 'PAYMENT#*',
    });
    expect(used).toContainEqual(usedPut);
    expect(denied).toContainEqual(expect.objectContaining({ action: 'sqs:SendMessage' }));
    expect(unused).toContainEqual({
      action: 'logs:PutLogEvents',
      resource: '*',
      reason: expect.stringContaining('Lambda service'),
    });
  });
});

describe('Faults on demand', () => {
  const add = (fault: Fault) => gateway.faults.add({ service: 'dynamodb', ...fault });

  test('a throttled call never reaches the engine', async () => {
    add({ fault: 'throttle', operation: 'PutItem' });
    await expect(put()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(seen).toEqual([]);
    await put();
  });

  test('a call that fails after its effect has had its effect', async () => {
    add({ fault: 'failAfter' });
    await expect(put()).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(seen).toEqual(['DynamoDB_20120810.PutItem']);
  });

  test('only the nth matching call fails', async () => {
    add({ fault: 'failBefore', match: 'PAYMENT#7', nth: 2 });
    await put('PAYMENT#7');
    await put('PAYMENT#1');
    await expect(put('PAYMENT#7')).rejects.toMatchObject({ name: 'InternalServerError' });
    await put('PAYMENT#7');
    expect(gateway.faults.list()).toEqual([]);
  });

  test('a kill names the worker, and leaves it without an answer', async () => {
    const killed: (string | undefined)[] = [];
    gateway.faults.onKill(({ instance }) => void killed.push(instance));
    add({ fault: 'killAfter' });
    await expect(
      put('PAYMENT#1', settings(gateway.credentialsFor(roleArn, 'worker-7'))),
    ).rejects.toThrow();
    expect(killed).toEqual(['worker-7']);
    expect(seen).toEqual(['DynamoDB_20120810.PutItem']);
  });
});

describe('Presigned links', () => {
  const link = (Key = 'invoices/2026/A 1.pdf') =>
    getSignedUrl(
      new S3Client(settings()),
      new GetObjectCommand({
        Bucket: 'docs',
        Key,
        ResponseContentDisposition: 'attachment; filename="A1.pdf"',
      }),
      { expiresIn: 60 },
    );

  const opened = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  test('a link opens the document, with the requested headers', async () => {
    const answer = await opened(await link());
    expect(answer).toMatchObject({ status: 200, text: 'a document' });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="A1.pdf"');
  });

  test('a link that was changed is refused', async () => {
    const answer = await opened((await link()).replace('2026', '2025'));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test('a link that is too old is refused', async () => {
    const url = await link();
    now = new Date(Date.now() + 62_000);
    const answer = await opened(url);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('<Message>Request has expired</Message>');
  });

  test('a link gives no right that its signer does not have', async () => {
    expect((await opened(await link('uploads/x'))).text).toContain('<Code>AccessDenied</Code>');
  });

  test('without a signature nothing is opened', async () => {
    expect((await opened((await link()).replace(/\?.*/, ''))).status).toBe(403);
  });

  test('a caller without the right to list is not told what is missing', async () => {
    const storage = new S3Client(settings());
    const missing = new GetObjectCommand({ Bucket: 'docs', Key: 'invoices/none' });
    await expect(storage.send(missing)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
