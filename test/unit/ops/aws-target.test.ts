import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  type CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SESClient } from '@aws-sdk/client-ses';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { type StackName, stackOf } from '../../../lib/areas.ts';
import { queuedJobs } from '../../../lib/jobs.ts';
import { type ScheduleName, schedules } from '../../../lib/schedules.ts';
import { awsTarget } from '../../../ops/targets/aws-target.ts';
import { stackResources } from '../../../ops/targets/stack-resources.ts';
import { contextWith, templatesOf, withEveryProvider } from '../../stacks/app.ts';
import { asking } from '../../stacks/deployments.ts';

const { resourcesOf } = asking(templatesOf(contextWith({ stage: 'prod', ...withEveryProvider })));

/** CloudFormation as it answers once the stack is deployed: a hundred resources a page. */
function cloudFormation(stackName: string): CloudFormationClient {
  const stack = stackName.replace('peage-prod-', '') as StackName;
  const all = resourcesOf(stack).map(({ id, Type, Metadata }) => ({
    LogicalResourceId: id,
    ResourceType: Type,
    PhysicalResourceId: Metadata['aws:cdk:path'],
  }));
  const client = new CloudFormationClient({ region: 'eu-west-3' });
  client.send = async ({ input }: { input: { NextToken?: string } }) => {
    const from = Number(input.NextToken ?? 0);
    const hasMore = from + 100 < all.length;
    return {
      StackResourceSummaries: all.slice(from, from + 100),
      NextToken: hasMore ? String(from + 100) : undefined,
    };
  };
  return client;
}

type Sent = { name: string; input: Record<string, unknown> };

function setup({ answers = {}, token }: { answers?: Record<string, object>; token?: string } = {}) {
  const sent: Sent[] = [];
  const client = {
    send: async (command: { constructor: { name: string }; input: Sent['input'] }) => {
      const { name } = command.constructor;
      sent.push({ name, input: command.input });
      const answer = answers[name];
      if (answer instanceof Error) throw answer;
      if (!answer) throw new Error(`not expected: ${name}`);
      return answer;
    },
  };
  const target = awsTarget('prod', token, {
    lambda: client as unknown as LambdaClient,
    sqs: client as unknown as SQSClient,
    ssm: client as unknown as SSMClient,
    ses: client as unknown as SESClient,
    cognito: client as unknown as CognitoIdentityProviderClient,
    stack: (name) => {
      return stackResources(name, cloudFormation(name));
    },
  });
  return { sent, target };
}

test('every queue of a deployed stage is found, with its dead letters', async () => {
  const { sent, target } = setup({
    answers: {
      GetQueueAttributesCommand: {
        Attributes: { QueueArn: 'arn:q', ApproximateNumberOfMessages: '2' },
      },
      StartMessageMoveTaskCommand: {},
    },
  });
  const queues = await target.queues();
  expect(queues).toEqual(
    [...queuedJobs.keys()].map((name) => ({ name, waiting: 2, deadLetters: 2 })),
  );
  sent.length = 0;
  await target.redrive('send-message');
  expect(sent[0]?.input.QueueUrl).toBe(
    'peage-prod-core/Job-send-message/DeadLetters/Queue/Resource',
  );
  expect(sent[1]).toEqual({
    name: 'StartMessageMoveTaskCommand',
    input: { SourceArn: 'arn:q' },
  });
});

test.each(Object.keys(schedules) as ScheduleName[])('the function %s is started', async (name) => {
  const { sent, target } = setup({ answers: { InvokeCommand: {} } });
  await target.runSchedule(name, new Date('2026-11-21T08:00:00Z'));
  const folder = schedules[name].function.replace('/', '-');
  expect(sent[0]?.input).toEqual({
    FunctionName: `peage-prod-${stackOf(schedules[name].function)}/${folder}/Function/Resource`,
    Payload: JSON.stringify({ schedule: name, dueAt: '2026-11-21T08:00:00.000Z' }),
  });
});

test('a schedule whose function fails is not a success', async () => {
  const Payload = { transformToString: () => '{"errorType":"Error","errorMessage":"no table"}' };
  const answers = { InvokeCommand: { FunctionError: 'Unhandled', Payload } };
  const { target } = setup({ answers });
  await expect(target.runSchedule('reconcile-payments', new Date())).rejects.toThrow('no table');
});

test('the addresses are the deployed ones', async () => {
  const Variables = { API_URL: 'https://api', PROVIDERS: '{"stripe":{"apiUrl":"https://s"}}' };
  const { sent, target } = setup({
    answers: { GetFunctionConfigurationCommand: { Environment: { Variables } } },
  });
  expect(await target.apiUrl()).toBe('https://api');
  expect(await target.providers()).toEqual({ stripe: { apiUrl: 'https://s' } });
  expect(sent).toHaveLength(1);
});

test('usage is read from where closing a month reads it', async () => {
  const Variables = { TABLE_NAME: 'main', USAGE_BUCKET: 'raw' };
  const { sent, target } = setup({
    answers: { GetFunctionConfigurationCommand: { Environment: { Variables } } },
  });
  expect(await target.usageStores()).toEqual({
    table: 'main',
    usageBucket: 'raw',
    ...{ dynamodb: {}, s3: {} },
  });
  expect(sent[0]?.input).toEqual({
    FunctionName: 'peage-prod-usage/usage-close-month/Function/Resource',
  });
});

test('a deployment of another version is reported', async () => {
  const { target } = setup({ answers: { GetFunctionConfigurationCommand: {} } });
  await expect(target.usageStores()).rejects.toThrow(
    'The deployed usage/close-month has no variable TABLE_NAME',
  );
});

test('secrets are read ten at a time, under the stage’s own path', async () => {
  const Parameters = [{ Name: '/peage/prod/stripe/secret-key', Value: 'sk_live_x' }];
  const { sent, target } = setup({ answers: { GetParametersCommand: { Parameters } } });
  const found = await target.secrets(Array(11).fill('stripe/secret-key'));
  expect(found.get('stripe/secret-key')).toBe('sk_live_x');
  expect(sent.map(({ input }) => (input.Names as string[]).length)).toEqual([10, 1]);
});

test('without an admin’s token no request is sent, and the error names the document that helps', async () => {
  await expect(setup().target.token()).rejects.toThrow('docs/deploy.md');
  expect(await setup({ token: 'e30.e30.x' }).target.token()).toBe('e30.e30.x');
});

test('the quotas of the account are reported as far as the credentials allow [A8]', async () => {
  const AccountLimit = { ConcurrentExecutions: 10 };
  const { target } = setup({ answers: { GetAccountSettingsCommand: { AccountLimit } } });
  expect(await target.quotas()).toEqual({ lambdaConcurrency: 10, mailsPerDay: undefined });
});

describe('an invitation of one of the shop’s own people', () => {
  const person = { email: 'You@Shop.example', role: 'admin' } as const;
  const pool = 'peage-prod-data/Staff/Pool/Resource';

  test('creates somebody in the staff pool with Cognito’s mail, and gives the role', async () => {
    const { target, sent } = setup({
      answers: { AdminCreateUserCommand: {}, AdminAddUserToGroupCommand: {} },
    });
    expect(await target.inviteStaff(person)).toEqual({ outcome: 'invited' });
    expect(sent).toMatchObject([
      {
        name: 'AdminCreateUserCommand',
        input: {
          UserPoolId: pool,
          Username: 'you@shop.example',
          DesiredDeliveryMediums: ['EMAIL'],
        },
      },
      {
        name: 'AdminAddUserToGroupCommand',
        input: { UserPoolId: pool, Username: 'you@shop.example', GroupName: 'admin' },
      },
    ]);
    expect(sent[0]?.input.MessageAction).toBeUndefined();
  });

  test('repeated, or after a crash in between, gives the role to whoever is there', async () => {
    const exists = new UsernameExistsException({ message: 'exists', $metadata: {} });
    const { target, sent } = setup({
      answers: { AdminCreateUserCommand: exists, AdminAddUserToGroupCommand: {} },
    });
    expect(await target.inviteStaff(person)).toEqual({ outcome: 'known' });
    expect(sent.map(({ name }) => name)).toContain('AdminAddUserToGroupCommand');
  });
});
