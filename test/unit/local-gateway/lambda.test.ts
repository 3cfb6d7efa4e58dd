import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { jest } from '@jest/globals';
import { type Gateway, startGateway } from '../../../local/cloud/gateway/gateway.ts';
import { account, aResource, aRole, assemblyOf, region } from './assembly-of.ts';

const arnOf = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;

const aFunction = (name: string) => ({
  ...aResource('AWS::Lambda::Function', name),
  arn: arnOf(name),
});

const assembly = assemblyOf(
  aFunction('activate-plan'),
  aFunction('close-month'),
  ...aRole('relay', {
    Effect: 'Allow',
    Action: 'lambda:InvokeFunction',
    Resource: [arnOf('activate-plan'), arnOf('not-deployed')],
  }),
);

const accepted: unknown[] = [];
const nowhere = 'http://127.0.0.1:9';
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    assembly: () => assembly,
    engines: { dynamodb: nowhere, queuesAndStorage: nowhere, mailbox: nowhere },
    secrets: {},
    accept: (...event) => void accepted.push(event),
  });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  accepted.length = 0;
  gateway.meter.reset();
});

function invoke(changes: Partial<InvokeCommandInput> = {}) {
  const credentials = gateway.credentialsFor(`arn:aws:iam::${account}:role/relay`);
  const client = new LambdaClient({ endpoint: gateway.url, region, credentials, maxAttempts: 1 });
  return client.send(
    new InvokeCommand({
      FunctionName: 'activate-plan',
      InvocationType: 'Event',
      Payload: '{"job":"activate-plan"}',
      ...changes,
    }),
  );
}

test.each(['activate-plan', arnOf('activate-plan')])(
  'an event for %s is accepted, without waiting for its result',
  async (FunctionName) => {
    expect((await invoke({ FunctionName })).StatusCode).toBe(202);
    expect(accepted).toEqual([[arnOf('activate-plan'), { job: 'activate-plan' }]]);
  },
);

test('handing it over is not a run: it is counted separately from what Lambda bills', async () => {
  await invoke();
  expect(gateway.meter.snapshot()).toEqual([
    { function: 'relay', service: 'lambda', operation: 'InvokeEvent', calls: 1, units: {} },
  ]);
});

test.each([
  ['the role may not', { FunctionName: 'close-month' }, 'AccessDeniedException'],
  ['the function does not exist', { FunctionName: 'not-deployed' }, 'ResourceNotFoundException'],
  ['the event is too large', { Payload: `"${'x'.repeat(2 ** 20)}"` }, 'RequestTooLargeException'],
  ['the event is not JSON', { Payload: '{' }, 'InvalidRequestContentException'],
])('no event is accepted when %s', async (_, changes, name) => {
  await expect(invoke(changes)).rejects.toMatchObject({ name });
  expect(accepted).toEqual([]);
});

test('a throttled call is answered as on Lambda, and no event is accepted', async () => {
  gateway.faults.add({ service: 'lambda', fault: 'throttle' });
  await expect(invoke()).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    $metadata: { httpStatusCode: 429 },
  });
  expect(accepted).toEqual([]);
});

test('a synchronous invocation is refused with an error', async () => {
  const warn = jest.spyOn(console, 'error').mockImplementation(() => {});
  await expect(invoke({ InvocationType: 'RequestResponse' })).rejects.toMatchObject({
    name: 'NotImplemented',
  });
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('RequestResponse'));
  warn.mockRestore();
});
