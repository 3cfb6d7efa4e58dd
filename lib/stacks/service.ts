import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { assetsDirectory } from '../brand-logo.ts';
import type { Deployment } from '../configuration.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { ApiRoutes } from '../constructs/api-routes.ts';
import { BackgroundDeadLetters } from '../constructs/background-dead-letters.ts';
import { FunctionCode } from '../constructs/function-code.ts';
import { environmentOf, subscriptionsTo } from '../constructs/function-environment.ts';
import { rightsOf } from '../constructs/function-rights.ts';
import { addGateway, type Gateway } from '../constructs/gateway.ts';
import { JobQueue } from '../constructs/job-queue.ts';
import { OutboxRelay } from '../constructs/outbox-relay.ts';
import { PeageFunction } from '../constructs/peage-function.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import type { SignIn } from '../constructs/sign-in.ts';
import { UsageStream } from '../constructs/usage-stream.ts';
import { type FunctionName, type FunctionNeeds, functions, type Setting } from '../functions.ts';
import { type JobName, jobs, receivesMax } from '../jobs.ts';
import { adminOf } from '../mail-configuration.ts';
import { metricsNamespace } from '../metrics.ts';
import { type ProviderName, providerSettings } from '../provider-configuration.ts';
import { routeAccess, routes } from '../routes.ts';
import { schedules } from '../schedules.ts';
import type { DataStack } from './data.ts';
import { removalPolicyOf } from './removal-policy.ts';

const needsOf = (name: FunctionName): FunctionNeeds => functions[name];

const entriesOf = <Key extends string, Value>(table: Record<Key, Value>) =>
  Object.entries(table) as [Key, Value][];

const providerNames = new Set<string>(['stripe', 'paypal', 'cinetpay', 'external']);

/** What runs: the functions, and the routes, queues, schedules and stream that start them. */
export class ServiceStack extends Stack {
  /** Every alarm rings here, whichever stack it stands in. */
  readonly alarms: sns.Topic;
  private readonly gateway: Gateway;
  readonly jobQueues: Map<JobName, JobQueue>;
  readonly relay: OutboxRelay;
  /** Where work of the clock ends, and whatever else is as well done by it. */
  readonly background: BackgroundDeadLetters;
  private readonly heartbeats: cloudwatch.Alarm[] = [];
  readonly functions: Map<FunctionName, PeageFunction>;
  private readonly deployment: Deployment;
  private readonly data: DataStack;

  constructor(scope: Construct, id: string, deployment: Deployment, data: DataStack) {
    super(scope, id, { description: 'Péage: API, functions, queues and schedules' });
    this.deployment = deployment;
    this.data = data;
    this.alarms = new AlarmTopic(this, 'Alarms', deployment.configuration.mail);
    const isFull = deployment.profile === 'full';
    this.gateway = addGateway(this, {
      shopOrigins: deployment.configuration.shopOrigins,
      removalPolicy: this.removalPolicy,
      throttledNamespace: isFull ? metricsNamespace(deployment.stage) : undefined,
    });
    this.jobQueues = this.createQueues();
    this.background = new BackgroundDeadLetters(this, 'Background', {
      alarms: this.alarms,
      removalPolicy: this.removalPolicy,
    });
    this.functions = this.createFunctions();
    this.startFunctions();
    this.relay = new OutboxRelay(this, 'Outbox', {
      table: data.table,
      relay: this.functionOf('outbox/relay-events'),
      alarms: this.alarms,
      removalPolicy: this.removalPolicy,
    });
    new UsageStream(this, 'UsageStream', {
      usageTable: data.usageTable,
      table: data.table,
      watch: this.functionOf('usage/watch-limits'),
      deadLetters: this.background,
    });
  }

  get api(): apigateway.HttpApi {
    return this.gateway.api;
  }

  private get removalPolicy(): RemovalPolicy {
    return removalPolicyOf(this.deployment.stage);
  }

  private createQueues(): Map<JobName, JobQueue> {
    return new Map(
      entriesOf(jobs).map(([name, { errorImpact, function: consumer }]) => [
        name,
        new JobQueue(this, `Job-${name}`, {
          name,
          errorImpact,
          alarms: this.alarms,
          removalPolicy: this.removalPolicy,
          receivesMax,
          consumerTimeoutSeconds: functions[consumer].timeoutSeconds,
        }),
      ]),
    );
  }

  private createFunctions(): Map<FunctionName, PeageFunction> {
    const assets = new lambda.LayerVersion(this, 'Assets', {
      code: lambda.Code.fromAsset(assetsDirectory),
      description: 'Fonts and logo for documents',
      removalPolicy: this.removalPolicy,
    });
    const names = Object.keys(functions) as FunctionName[];
    const deployed = names.filter((name) => this.isOfUse(needsOf(name)));
    const code = new FunctionCode(deployed);
    return new Map(
      deployed.map((name) => {
        const needs = this.narrowed(needsOf(name));
        const made = new PeageFunction(this, name.replace('/', '-'), {
          name,
          code: code.of(name),
          timeoutSeconds: needs.timeoutSeconds,
          memoryMb: needs.memoryMb,
          environment: {
            POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(this.deployment.stage),
            ...environmentOf(needs, this.addresses()),
          },
          rights: rightsOf(needs, this.resources()),
          layers: needs.assets ? [assets] : [],
          removalPolicy: this.removalPolicy,
        });
        return [name, made];
      }),
    );
  }

  private isOfUse({ provider }: { provider?: ProviderName }): boolean {
    return (
      provider === undefined || this.deployment.configuration.providers[provider] !== undefined
    );
  }

  /** No right to secrets of providers that the shop has not. */
  private narrowed(needs: FunctionNeeds): FunctionNeeds {
    const { providers } = this.deployment.configuration;
    const isMissing = (secret: string): boolean => {
      const [owner = ''] = secret.split('/');
      return providerNames.has(owner) && !(owner in providers);
    };
    return { ...needs, secrets: needs.secrets?.filter((secret) => !isMissing(secret)) };
  }

  private startFunctions(): void {
    new ApiRoutes(this, 'Routes', {
      ...this.gateway,
      routes: routes.filter((route) => this.isOfUse(route)),
      functionOf: (name) => this.functionOf(name as FunctionName),
      identifyCaller: this.functionOf('access/identify-caller'),
    });
    for (const [name, { function: consumer, ...consumption }] of entriesOf(jobs))
      this.jobQueues.get(name)!.consumedBy(this.functionOf(consumer), consumption);
    for (const [name, schedule] of entriesOf(schedules)) {
      const { heartbeat } = new ScheduledFunction(this, `Schedule-${name}`, {
        name,
        schedule,
        target: this.functionOf(schedule.function),
        deadLetters: this.background,
        alarms: this.alarms,
      });
      if (heartbeat) this.heartbeats.push(heartbeat);
    }
  }

  /** Those of its own: of dead letters, and of silence. */
  get ownAlarms(): cloudwatch.Alarm[] {
    const deadLetters = [
      ...[...this.jobQueues.values()].map((job) => job.deadLetters),
      this.relay.deadLetters,
      this.background,
    ];
    return [...deadLetters.map(({ alarm }) => alarm), ...this.heartbeats];
  }

  private functionOf(name: FunctionName): PeageFunction {
    return this.functions.get(name)!;
  }

  private queueOf = (name: string) => this.jobQueues.get(name as JobName)!.queue;

  private secretName = (name: string) => `/peage/${this.deployment.stage}/${name}`;

  private resources() {
    return {
      tableArn: this.data.table.tableArn,
      bucketArn: this.data.bucket.bucketArn,
      usageTableArn: this.data.usageTable.tableArn,
      usageBucketArn: this.data.usageBucket.bucketArn,
      storageSources: this.deployment.configuration.storageSources.map(({ bucket, prefix }) => ({
        bucketArn: this.formatArn({ service: 's3', region: '', account: '', resource: bucket }),
        prefix,
      })),
      secretArn: (name: string) =>
        this.formatArn({
          service: 'ssm',
          resource: 'parameter',
          resourceName: this.secretName(name).slice(1),
        }),
      queueArn: (name: string) => this.queueOf(name).queueArn,
      subscribedQueueArns: entriesOf(jobs)
        .filter(([, { subscribesTo }]) => subscribesTo.length > 0)
        .map(([name]) => this.queueOf(name).queueArn),
      mail: {
        from: this.deployment.configuration.mail.from,
        arns: ['identity', 'configuration-set'].map((resource) =>
          this.formatArn({ service: 'ses', resource, resourceName: '*' }),
        ),
      },
    };
  }

  private addresses() {
    return {
      tableName: this.data.table.tableName,
      bucketName: this.data.bucket.bucketName,
      usageTableName: this.data.usageTable.tableName,
      usageBucketName: this.data.usageBucket.bucketName,
      secretName: this.secretName,
      queueUrl: (name: string) => this.queueOf(name).queueUrl,
      subscriptions: subscriptionsTo((name) => this.queueOf(name).queueUrl),
      settings: this.settings(),
    };
  }

  private settings(): Record<Setting, string> {
    const { seller, brand, mail, providers, plans, metering, storageSources, shopOrigins } =
      this.deployment.configuration;
    const { people, staff } = this.data;
    return {
      SELLER: JSON.stringify(seller),
      BRAND: JSON.stringify(brand),
      MAIL_FROM: mail.from,
      MAIL_ADMIN: JSON.stringify(adminOf(mail)),
      SHOP_ORIGINS: JSON.stringify(shopOrigins),
      API_URL: this.api.apiEndpoint,
      WEB_URL: this.api.apiEndpoint,
      PLANS: JSON.stringify(plans),
      METERING: JSON.stringify(metering),
      STORAGE_SOURCES: JSON.stringify(storageSources),
      PROVIDERS: JSON.stringify(providerSettings(providers, brand.name)),
      TOKEN_ISSUER: this.issuerOf(people),
      TOKEN_AUDIENCE: people.client.userPoolClientId,
      STAFF_TOKEN_ISSUER: this.issuerOf(staff),
      STAFF_TOKEN_AUDIENCE: staff.client.userPoolClientId,
      ROUTE_ACCESS: JSON.stringify(routeAccess),
      LINK_LIFETIME_SECONDS: '300',
    };
  }

  private issuerOf = ({ pool }: SignIn) =>
    `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`;
}
