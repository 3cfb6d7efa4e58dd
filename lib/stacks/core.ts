import { Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { identifyCaller } from '../areas.ts';
import type { Deployment } from '../configuration.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { addApi, CallerAuthorizer } from '../constructs/api.ts';
import { BackgroundDeadLetters } from '../constructs/background-dead-letters.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { FunctionFactory } from '../constructs/function-factory.ts';
import { functionSettings } from '../constructs/function-settings.ts';
import { JobQueue } from '../constructs/job-queue.ts';
import { SignInClient } from '../constructs/sign-in-client.ts';
import { functions } from '../functions.ts';
import type { QueuedJob } from '../job.ts';
import { type JobName, queuedJobs, receivesMax } from '../jobs.ts';
import type { DataStack } from './data.ts';
import { removalPolicyOf } from './removal-policy.ts';

export type CoreStackProps = { deployment: Deployment; data: DataStack; code: FunctionCode };

/**
 * What all areas share: the API with its authorizer function, every queue with its dead letters,
 * and the alarm topic.
 */
export class CoreStack extends Stack {
  /** The topic that the alarms of all stacks notify. */
  readonly alarms: sns.Topic;
  readonly api: apigateway.HttpApi;
  readonly authorizerId: string;
  readonly jobQueues: ReadonlyMap<JobName, JobQueue>;
  readonly relayDeadLetters: DeadLetters;
  /** Dead letters of schedules, of jobs without a queue, and of work that is repeated later. */
  readonly background: BackgroundDeadLetters;
  readonly functionFactory: FunctionFactory;

  constructor(scope: Construct, id: string, { deployment, data, code }: CoreStackProps) {
    super(scope, id, { description: 'Péage: API, queues, dead letters and alarm topic' });
    const { configuration } = deployment;
    const removalPolicy = removalPolicyOf(deployment.stage);
    this.alarms = new AlarmTopic(this, 'Alarms', configuration.mail);
    this.jobQueues = this.createQueues(deployment);
    this.background = new BackgroundDeadLetters(this, 'Background', {
      alarms: this.alarms,
      removalPolicy,
    });
    this.relayDeadLetters = new DeadLetters(this, 'OutboxDeadLetters', {
      name: 'relay-events',
      alarms: this.alarms,
      removalPolicy,
      errorImpact: 'An event was stored but not delivered: an invoice or an e-mail is missing.',
    });
    this.api = addApi(this, configuration.shopOrigins);
    const siteUrl = this.api.apiEndpoint;
    const pages = { siteUrl, brand: configuration.brand };
    const people = new SignInClient(this, 'People', { signIn: data.people, ...pages });
    const staff = new SignInClient(this, 'Staff', { signIn: data.staff, ...pages });
    this.functionFactory = new FunctionFactory({
      deployment,
      data,
      code,
      queueOf: (job) => this.jobQueues.get(job)!.queue,
      watchedQueues: this.watchedQueues,
      settings: functionSettings({
        configuration,
        stage: deployment.stage,
        profile: deployment.profile,
        api: this.api,
        people,
        staff,
      }),
    });
    const identify = this.functionFactory.make(this, identifyCaller);
    this.authorizerId = new CallerAuthorizer(this, 'AnyCaller', this.api, identify).authorizerId;
  }

  private createQueues({ stage }: Deployment): ReadonlyMap<JobName, JobQueue> {
    const made = (name: JobName, { errorImpact, function: consumer }: QueuedJob): JobQueue =>
      new JobQueue(this, `Job-${name}`, {
        name,
        errorImpact,
        alarms: this.alarms,
        removalPolicy: removalPolicyOf(stage),
        receivesMax,
        consumerTimeoutSeconds: functions[consumer].timeoutSeconds,
      });
    return new Map([...queuedJobs].map(([name, job]) => [name, made(name, job)]));
  }

  private get watchedQueues() {
    const jobs = [...this.jobQueues];
    return {
      queues: new Map(jobs.map(([name, { queue }]): [string, sqs.Queue] => [name, queue])),
      deadLetters: new Map([
        ...jobs.map(([name, { deadLetters }]): [string, sqs.Queue] => [name, deadLetters.queue]),
        ['relay-events', this.relayDeadLetters.queue],
        ['background-work', this.background.queue],
      ]),
    };
  }

  /** The alarms of the dead-letter queues. */
  get ownAlarms(): cloudwatch.Alarm[] {
    const deadLetters = [
      ...[...this.jobQueues.values()].map((job) => job.deadLetters),
      this.relayDeadLetters,
      this.background,
    ];
    return deadLetters.map(({ alarm }) => alarm);
  }
}
