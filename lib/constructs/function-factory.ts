import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { providerNames } from '#vocabulary/providers';
import { type Deployment, scannerOf } from '../configuration.ts';
import type { WatchedQueues } from '../functions/function-needs.ts';
import { type FunctionName, type FunctionNeeds, functions, type Setting } from '../functions.ts';
import { lockYearsOf } from '../invoicing-configuration.ts';
import { invokedJobs, type JobName, queuedJobs } from '../jobs.ts';
import { metricsNamespace } from '../metrics.ts';
import { isConfigured } from '../provider-configuration.ts';
import type { DataStack } from '../stacks/data.ts';
import { removalPolicyOf } from '../stacks/removal-policy.ts';
import type { FunctionCode } from './function-code.ts';
import { environmentOf, subscriptionsTo } from './function-environment.ts';
import { rightsOf } from './function-rights.ts';
import { PeageFunction } from './peage-function.ts';

export type Surroundings = {
  deployment: Deployment;
  data: DataStack;
  code: FunctionCode;
  queueOf: (job: JobName) => sqs.Queue;
  /** By name: those of jobs, and those that hold dead letters. */
  watchedQueues: Record<'queues' | 'deadLetters', ReadonlyMap<string, sqs.Queue>>;
  settings: Record<Setting, string>;
};

const needsOf = (name: FunctionName): FunctionNeeds => functions[name];

/** The functions that a shop needs: those of a provider or platform that it does not use are left out. */
export const functionsFor = (deployment: Deployment): FunctionName[] =>
  (Object.keys(functions) as FunctionName[]).filter((name) => isNeeded(deployment, name));

function isNeeded({ configuration }: Deployment, name: FunctionName): boolean {
  const { provider, invoicePlatform } = needsOf(name);
  const hasPlatform = configuration.invoicePlatform !== undefined;
  return isConfigured(configuration.providers, provider) && (!invoicePlatform || hasPlatform);
}

/** Creates a function in any stack, with what its row in the table asks for. */
export class FunctionFactory {
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  make(scope: Construct, name: FunctionName, assets?: () => lambda.LayerVersion): PeageFunction {
    const { code, deployment } = this.around;
    const needs = this.narrowed(needsOf(name));
    return new PeageFunction(scope, name.replace('/', '-'), {
      name,
      physicalName: this.physicalNameOf(name),
      code: code.assetOf(name),
      timeoutSeconds: needs.timeoutSeconds,
      memoryMb: needs.memoryMb,
      environment: {
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(deployment.stage),
        ...environmentOf(needs, this.addresses()),
      },
      rights: rightsOf(needs, this.resources(Stack.of(scope))),
      layers: needs.assets && assets ? [assets()] : [],
      removalPolicy: removalPolicyOf(deployment.stage),
    });
  }

  /** Drops what a shop does not use: secrets of other providers, verdicts of a scanner. */
  private narrowed(needs: FunctionNeeds): FunctionNeeds {
    const { providers, alerts } = this.around.deployment.configuration;
    const chats = needs.postsToChats
      ? alerts.chat.map(({ kind }) => `alerts/${kind}` as const)
      : undefined;
    const isMissing = (secret: string): boolean => {
      const owner = providerNames.find((name) => secret.startsWith(`${name}/`));
      return !isConfigured(providers, owner);
    };
    const { GetObjectTagging, ...files } = needs.files ?? {};
    return {
      ...needs,
      secrets: chats ?? needs.secrets?.filter((secret) => !isMissing(secret)),
      files: scannerOf(this.around.deployment) === 'none' ? files : needs.files,
    };
  }

  private secretName = (name: string): string => `/peage/${this.around.deployment.stage}/${name}`;

  /**
   * Name of a function that the relay invokes. It must be known in advance: the relay is in another
   * area, and areas do not read each other's outputs.
   */
  private invokedName = (job: JobName): string => `peage-${this.around.deployment.stage}-${job}`;

  /** How long events of a job wait for its function; retries make it grow. */
  metricHandedOverAge = (job: JobName): cloudwatch.Metric =>
    new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName: 'AsyncEventAge',
      dimensionsMap: { FunctionName: this.invokedName(job) },
      period: Duration.minutes(5),
      statistic: 'max',
    });

  private physicalNameOf(name: FunctionName): string | undefined {
    const [job] = [...invokedJobs].find(([, { function: own }]) => own === name) ?? [];
    return job && this.invokedName(job);
  }

  /** Those that the relay starts. */
  private invokedJobs = (): JobName[] =>
    [...invokedJobs].flatMap(([job, { function: name, subscribesTo }]) =>
      subscribesTo.length > 0 && isNeeded(this.around.deployment, name) ? job : [],
    );

  private functionArn = (stack: Stack, job: JobName): string =>
    stack.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: this.invokedName(job),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });

  private queueOf = (name: string): sqs.Queue => this.around.queueOf(name as JobName);

  private watched(whose: WatchedQueues): Surroundings['watchedQueues'] {
    const { watchedQueues } = this.around;
    return whose === 'all' ? watchedQueues : { ...watchedQueues, deadLetters: new Map() };
  }

  private resources(stack: Stack) {
    const { data, deployment } = this.around;
    const { storageSources, mail } = deployment.configuration;
    const subscribed = [...queuedJobs].filter(([, { subscribesTo }]) => subscribesTo.length > 0);
    return {
      tableArn: data.table.tableArn,
      bucketArn: data.bucket.bucketArn,
      locksDocuments: lockYearsOf(deployment.stage, deployment.configuration) !== null,
      fileBucketArn: data.fileBucket.bucketArn,
      peoplePoolArn: data.people.pool.userPoolArn,
      usageTableArn: data.usageTable.tableArn,
      usageBucketArn: data.usageBucket.bucketArn,
      storageSources: storageSources.map(({ bucket, prefix }) => ({
        bucketArn: stack.formatArn({ service: 's3', region: '', account: '', resource: bucket }),
        prefix,
      })),
      secretArn: (name: string) =>
        stack.formatArn({
          service: 'ssm',
          resource: 'parameter',
          resourceName: this.secretName(name).slice(1),
        }),
      queueArn: (name: string) => this.queueOf(name).queueArn,
      subscribedQueueArns: subscribed.map(([name]) => this.queueOf(name).queueArn),
      watchedQueueArns: (whose: WatchedQueues) =>
        Object.values(this.watched(whose)).flatMap((queues) =>
          [...queues.values()].map(({ queueArn }) => queueArn),
        ),
      invokedFunctionArns: this.invokedJobs().map((job) => this.functionArn(stack, job)),
      jobFunctionArn: (job: string) => this.functionArn(stack, job as JobName),
      mail: {
        from: mail.from,
        arns: ['identity', 'configuration-set'].map((resource) =>
          stack.formatArn({ service: 'ses', resource, resourceName: '*' }),
        ),
      },
    };
  }

  private addresses() {
    const { data, settings } = this.around;
    return {
      tableName: data.table.tableName,
      bucketName: data.bucket.bucketName,
      fileBucketName: data.fileBucket.bucketName,
      peoplePoolId: data.people.pool.userPoolId,
      usageTableName: data.usageTable.tableName,
      usageBucketName: data.usageBucket.bucketName,
      secretName: this.secretName,
      queueUrl: (name: string) => this.queueOf(name).queueUrl,
      functionName: (job: string) => this.invokedName(job as JobName),
      subscriptions: subscriptionsTo({
        queueUrl: (name) => this.queueOf(name).queueUrl,
        functionName: this.invokedName,
        isDeployed: (name) => isNeeded(this.around.deployment, name),
      }),
      watchedQueues: (whose: WatchedQueues) => {
        const { queues, deadLetters } = this.watched(whose);
        return { queues: urlsOf(queues), deadLetters: urlsOf(deadLetters) };
      },
      settings,
    };
  }
}

const urlsOf = (queues: ReadonlyMap<string, sqs.Queue>): Record<string, string> =>
  Object.fromEntries([...queues].map(([name, { queueUrl }]) => [name, queueUrl]));
