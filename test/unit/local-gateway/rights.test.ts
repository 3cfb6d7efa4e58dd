import type { Json, JsonObject } from '../../../local/cloud/assembly/json.ts';
import type { HttpRequest } from '../../../local/cloud/gateway/http-message.ts';
import { dynamodbRights } from '../../../local/cloud/gateway/services/dynamodb-rights.ts';
import { services } from '../../../local/cloud/gateway/services/services.ts';
import { Users } from '../../../local/cloud/sign-in/users.ts';
import { aResource, assemblyOf, aTable } from './assembly-of.ts';

const assembly = assemblyOf(
  aTable('main'),
  aResource('AWS::SES::EmailIdentity', 'shop@shop.example'),
);
const arn = 'arn:aws:dynamodb:eu-west-3:000000000000:table/main';
const TableName = 'main';

const rights = (operation: string, body: JsonObject) =>
  dynamodbRights(operation, body, assembly).map(({ action, resource, context }) => [
    action,
    resource,
    context['dynamodb:LeadingKeys'],
  ]);

describe('The rights that a DynamoDB operation needs', () => {
  test('an item’s partition key is its leading key', () => {
    expect(rights('GetItem', { TableName, Key: { pk: { S: 'A' }, sk: { S: '1' } } })).toEqual([
      ['dynamodb:GetItem', arn, ['A']],
    ]);
    expect(rights('PutItem', { TableName: arn, Item: { pk: { S: 'A' } } })).toEqual([
      ['dynamodb:PutItem', arn, ['A']],
    ]);
  });

  test('names and values of a query are resolved', () => {
    const query = {
      TableName,
      KeyConditionExpression: 'sk = :from AND #partition = :pk',
      ExpressionAttributeNames: { '#partition': 'pk' },
      ExpressionAttributeValues: { ':pk': { S: 'A' }, ':from': { S: '1' } },
    };
    expect(rights('Query', query)).toEqual([['dynamodb:Query', arn, ['A']]]);
  });

  test('an index is a separate resource, with its own partition key', () => {
    const query = {
      TableName,
      IndexName: 'owner',
      KeyConditionExpression: 'ownerPk = :owner',
      ExpressionAttributeValues: { ':owner': { S: 'CUSTOMER#1' } },
    };
    expect(rights('Query', query)).toEqual([
      ['dynamodb:Query', `${arn}/index/owner`, ['CUSTOMER#1']],
    ]);
  });

  test('a transaction needs the right of each of its parts', () => {
    const Key = { pk: { S: 'A' }, sk: { S: '1' } };
    const TransactItems: Json[] = [
      { Put: { TableName, Item: Key } },
      { Update: { TableName, Key } },
      { Delete: { TableName, Key } },
      { ConditionCheck: { TableName, Key } },
    ];
    expect(rights('TransactWriteItems', { TransactItems }).map(([action]) => action)).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    ]);
  });

  test('a batch is checked once with all of its keys', () => {
    const Keys = [{ pk: { S: 'A' } }, { pk: { S: 'B' } }];
    expect(rights('BatchGetItem', { RequestItems: { main: { Keys } } })).toEqual([
      ['dynamodb:BatchGetItem', arn, ['A', 'B']],
    ]);
  });
});

const request = (more: Partial<HttpRequest>): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  ...more,
});

const asked = async (service: string, more: Partial<HttpRequest>, of = assembly) => {
  const surroundings = {
    assembly: of,
    secrets: {},
    users: new Users(),
    askDynamodb: () => Promise.resolve({}),
    accept: () => {},
    mailSent: () => {},
  };
  const call = await services[service]!.read(request(more), surroundings);
  return call.rights.map(({ action, resource }) => `${action} ${resource}`);
};

describe('The rights that other operations need', () => {
  test('a batch to a queue needs the single action', async () => {
    const body = Buffer.from(JSON.stringify({ QueueUrl: 'http://x/000000000000/jobs' }));
    const headers = { 'x-amz-target': 'AmazonSQS.SendMessageBatch' };
    expect(await asked('sqs', { headers, body })).toEqual([
      'sqs:SendMessage arn:aws:sqs:eu-west-3:000000000000:jobs',
    ]);
  });

  test('objects are checked by path; HEAD counts as reading', async () => {
    const path = '/docs/invoices/a%20b.pdf';
    const object = 'arn:aws:s3:::docs/invoices/a b.pdf';
    expect(await asked('s3', { method: 'HEAD', path })).toEqual([`s3:GetObject ${object}`]);
    expect(await asked('s3', { method: 'PUT', path })).toEqual([`s3:PutObject ${object}`]);
    expect(await asked('s3', { method: 'GET', path: '/docs', query: 'list-type=2' })).toEqual([
      's3:ListBucket arn:aws:s3:::docs',
    ]);
  });

  const identity = (name: string) =>
    `ses:SendRawEmail arn:aws:ses:eu-west-3:000000000000:identity/${name}`;

  const mail = (from: string, more = '') => {
    const raw = Buffer.from(
      `Subject: x\r\nFrom: The Shop\r\n <${from}>\r\nTo: "Diop, Awa" <awa@example.com>${more}\r\n\r\nHello`,
    ).toString('base64');
    return raw;
  };

  const firstApi = (raw: string, more: Record<string, string> = {}) => ({
    body: Buffer.from(
      new URLSearchParams({
        Action: 'SendRawEmail',
        'RawMessage.Data': raw,
        ...more,
      }).toString(),
    ),
  });

  const secondApi = (raw: string) => ({
    path: '/v2/email/outbound-emails',
    body: Buffer.from(JSON.stringify({ Content: { Raw: { Data: raw } } })),
  });

  test('a mail is checked by its sender and, as in SES’s sandbox, by its recipient [A5]', async () => {
    const raw = mail('shop@shop.example', ',\r\n b@example.com\r\nCc: c@example.com');
    const wanted = [
      identity('shop@shop.example'),
      identity('awa@example.com'),
      identity('b@example.com'),
      identity('c@example.com'),
    ];
    expect(await asked('ses', firstApi(raw))).toEqual(wanted);
    expect(await asked('ses', secondApi(raw))).toEqual(wanted);
  });

  test('the envelope is checked, whatever the headers say; and so is its configuration set', async () => {
    const named = {
      'Destinations.member.1': 'hidden@example.com',
      ConfigurationSetName: 'news',
    };
    expect(await asked('ses', firstApi(mail('shop@shop.example'), named))).toEqual([
      identity('shop@shop.example'),
      identity('hidden@example.com'),
      'ses:SendRawEmail arn:aws:ses:eu-west-3:000000000000:configuration-set/news',
    ]);
  });

  test('an unverified sender is rejected', async () => {
    await expect(asked('ses', firstApi(mail('me@else.example')))).rejects.toThrow('not verified');
  });

  test('a stage that creates no identity requires that its sender is verified already [A4]', async () => {
    const Environment = { Variables: { MAIL_FROM: 'shop@shop.example' } };
    const borrowing = assemblyOf(aResource('AWS::Lambda::Function', 'send', { Environment }));
    const sent = (from: string) => asked('ses', firstApi(mail(from)), borrowing);
    expect(await sent('shop@shop.example')).toContain(identity('shop@shop.example'));
    await expect(sent('me@shop.example')).rejects.toThrow('not verified');
  });

  test('a request for several parameters needs the right of each; eleven are too many', async () => {
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameters' };
    const named = (count: number) => ({
      headers,
      body: Buffer.from(
        JSON.stringify({ Names: Array.from({ length: count }, (_, number) => `/peage/${number}`) }),
      ),
    });
    expect(await asked('ssm', named(2))).toEqual([
      'ssm:GetParameters arn:aws:ssm:eu-west-3:000000000000:parameter/peage/0',
      'ssm:GetParameters arn:aws:ssm:eu-west-3:000000000000:parameter/peage/1',
    ]);
    await expect(asked('ssm', named(11))).rejects.toThrow('at most 10');
  });

  test('parameters are checked by name', async () => {
    const body = Buffer.from(JSON.stringify({ Name: '/peage/dev/key', WithDecryption: true }));
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameter' };
    expect(await asked('ssm', { headers, body })).toEqual([
      'ssm:GetParameter arn:aws:ssm:eu-west-3:000000000000:parameter/peage/dev/key',
    ]);
  });
});
