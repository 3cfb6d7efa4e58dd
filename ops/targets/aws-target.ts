import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import {
  GetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import { type StackName, stackOf } from '../../lib/areas.ts';
import type { FunctionName } from '../../lib/functions.ts';
import { type JobName, queuedJobs } from '../../lib/jobs.ts';
import { schedules } from '../../lib/schedules.ts';
import { takeLetters } from '../given-up/letters.ts';
import { remembered, rememberedEach } from '../remembered.ts';
import type { ProviderAddresses, Quotas, Target } from '../target.ts';
import { UsageError } from '../usage-error.ts';
import { senderAt } from './ses-sender.ts';
import { type StackResources, stackResources } from './stack-resources.ts';
import { inviteTo } from './staff-pool.ts';

/** Its variables hold the addresses of the API and of the providers. */
const initiatePayment: FunctionName = 'payments/initiate-payment';

/** Its variables hold the names of the table and of the usage bucket. */
const closeMonth: FunctionName = 'usage/close-month';

/** Its variables hold the name of the bucket with the list of erasures. */
const carryOutErasure: FunctionName = 'customers/carry-out-erasure';

/** Its variables hold the address that sends the mails. */
const sendMessage: FunctionName = 'messages/send-message';

/** The SSM limit per call. */
const parametersMax = 10;

export type Clients = {
  lambda: LambdaClient;
  sqs: SQSClient;
  ssm: SSMClient;
  ses: SESClient;
  cognito: CognitoIdentityProviderClient;
  stack: (name: string) => Promise<StackResources>;
};

/** A deployed stage in the AWS account; works without any local file of the stage. */
export function awsTarget(
  stage: Stage,
  token: string | undefined,
  clients: Clients = {
    lambda: new LambdaClient({}),
    sqs: new SQSClient({}),
    ssm: new SSMClient({}),
    ses: new SESClient({}),
    cognito: new CognitoIdentityProviderClient({}),
    stack: stackResources,
  },
): Target {
  const { lambda, sqs, ssm } = clients;
  const stackNamed = rememberedEach((name: StackName) => clients.stack(`peage-${stage}-${name}`));
  const core = () => stackNamed('core');
  const functionNamed = async (name: FunctionName) =>
    (await stackNamed(stackOf(name))).functionNamed(name);
  const variablesOf = (name: FunctionName) =>
    remembered(async () => deployedVariables(lambda, name, await functionNamed(name)));
  const payments = variablesOf(initiatePayment);
  const usage = variablesOf(closeMonth);
  const erasing = variablesOf(carryOutErasure);
  const sending = variablesOf(sendMessage);
  return {
    name: stage,
    stage,
    apiUrl: async () => (await payments())('API_URL'),
    providers: async () => JSON.parse((await payments())('PROVIDERS')) as ProviderAddresses,
    async token() {
      if (token) return token;
      throw new UsageError(
        'PEAGE_TOKEN contains no admin’s token; docs/deploy.md says how to get one',
      );
    },
    quotas: () => quotasOf(lambda, clients.ses),
    sender: async () => senderAt(clients.ses, (await sending())('MAIL_FROM')),
    secrets: (names) => secretsOf(ssm, stage, names),
    queues: async () => queuesIn(sqs, await core()),
    async usageStores() {
      const variable = await usage();
      const [table, usageBucket] = [variable('TABLE_NAME'), variable('USAGE_BUCKET')];
      return { table, usageBucket, dynamodb: {}, s3: {} };
    },
    async erasedCustomers() {
      const { erasureList } = await import('./erasure-list.ts');
      return erasureList({}, (await erasing())('DOCUMENTS_BUCKET'));
    },
    inviteStaff: async (person) =>
      inviteTo(clients.cognito, (await stackNamed('data')).staffPool(), person),
    redrive: async (queue) => moveBack(sqs, (await core()).deadLettersOf(queue as JobName)),
    givenUp: async (name) => takeLetters(sqs, (await core()).givenUpOf(name)),
    invoke: async (name, event) => invoke(lambda, await functionNamed(name), event),
    async runSchedule(name, dueAt) {
      const functionName = await functionNamed(schedules[name].function);
      await invoke(lambda, functionName, { schedule: name, dueAt: dueAt.toISOString() });
    },
  };
}

/** @throws Error when a requested variable is missing. */
async function deployedVariables(lambda: LambdaClient, name: FunctionName, FunctionName: string) {
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  const variables = (await lambda.send(command)).Environment?.Variables ?? {};
  return (variable: string): string => {
    const value = variables[variable];
    if (!value) throw new Error(`The deployed ${name} has no variable ${variable}`);
    return value;
  };
}

/** If the caller may read only one of the quotas, that one is returned. */
async function quotasOf(lambda: LambdaClient, ses: SESClient): Promise<Quotas> {
  const [functions, mails] = await Promise.allSettled([
    lambda.send(new GetAccountSettingsCommand({})),
    ses.send(new GetSendQuotaCommand({})),
  ]);
  return {
    lambdaConcurrency:
      functions.status === 'fulfilled'
        ? functions.value.AccountLimit?.ConcurrentExecutions
        : undefined,
    mailsPerDay: mails.status === 'fulfilled' ? mails.value.Max24HourSend : undefined,
  };
}

async function secretsOf(ssm: SSMClient, stage: Stage, names: readonly SecretName[]) {
  const prefix = `/peage/${stage}/`;
  const found = new Map<SecretName, string>();
  for (let from = 0; from < names.length; from += parametersMax) {
    const Names = names.slice(from, from + parametersMax).map((name) => `${prefix}${name}`);
    const { Parameters = [] } = await ssm.send(
      new GetParametersCommand({ Names, WithDecryption: true }),
    );
    for (const { Name = '', Value } of Parameters)
      if (Value) found.set(Name.slice(prefix.length) as SecretName, Value);
  }
  return found;
}

const queuesIn = (sqs: SQSClient, stack: StackResources) =>
  Promise.all(
    [...queuedJobs.keys()].map(async (name) => {
      const [queue, deadLetters] = await Promise.all([
        attributesOf(sqs, stack.queueOf(name)),
        attributesOf(sqs, stack.deadLettersOf(name)),
      ]);
      return { name, waiting: queue.messages, deadLetters: deadLetters.messages };
    }),
  );

async function attributesOf(sqs: SQSClient, url: string) {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  return {
    arn: Attributes?.QueueArn ?? '',
    messages: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
  };
}

/** Without a destination SQS returns each message to its source queue. */
async function moveBack(sqs: SQSClient, deadLettersUrl: string): Promise<void> {
  const { arn } = await attributesOf(sqs, deadLettersUrl);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
}

async function invoke(lambda: LambdaClient, functionName: string, event: object): Promise<unknown> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
  );
  const answer: unknown = JSON.parse(Payload?.transformToString() || '{}');
  if (FunctionError === undefined) return answer;
  const { errorType = FunctionError, errorMessage = '' } = answer as Partial<
    Record<'errorType' | 'errorMessage', string>
  >;
  throw new Error(`${errorType} ${errorMessage}`);
}
