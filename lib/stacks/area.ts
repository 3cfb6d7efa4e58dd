import { Duration, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { type Area, stackOf } from '../areas.ts';
import { assetsDirectory } from '../brand-logo.ts';
import type { Deployment } from '../configuration.ts';
import { ApiRoutes } from '../constructs/api-routes.ts';
import { CountingStream } from '../constructs/counting-stream.ts';
import { functionsFor } from '../constructs/function-factory.ts';
import { JobConsumer } from '../constructs/job-consumer.ts';
import { MailFeedback } from '../constructs/mail-feedback.ts';
import { OutboxRelay } from '../constructs/outbox-relay.ts';
import type { PeageFunction } from '../constructs/peage-function.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import { UsageStream } from '../constructs/usage-stream.ts';
import type { FunctionName } from '../functions.ts';
import { handedOverHoursMax, invokedJobs, queuedJobs } from '../jobs.ts';
import { isConfigured } from '../provider-configuration.ts';
import { routes, unknownRoute } from '../routes.ts';
import { type ScheduleName, schedules } from '../schedules.ts';
import type { CoreStack } from './core.ts';
import type { DataStack } from './data.ts';
import { removalPolicyOf } from './removal-policy.ts';

export type AreaStackProps = {
  area: Area;
  deployment: Deployment;
  data: DataStack;
  core: CoreStack;
};

/**
 * One area of the business: its functions, and the routes, jobs and schedules that start them,
 * selected from the tables.
 */
export class AreaStack extends Stack {
  /** Alarms for schedules that have not succeeded for too long. */
  readonly heartbeats: readonly cloudwatch.Alarm[];
  private readonly props: AreaStackProps;
  private readonly functions: ReadonlyMap<FunctionName, PeageFunction>;
  private assets: lambda.LayerVersion | undefined;

  constructor(scope: Construct, id: string, props: AreaStackProps) {
    super(scope, id, { description: `Péage: ${props.area} functions and their triggers` });
    this.props = props;
    const names = functionsFor(props.deployment).filter((name) => stackOf(name) === props.area);
    const { functionFactory } = props.core;
    this.functions = new Map(
      names.map((name) => [name, functionFactory.make(this, name, () => this.assetsLayer())]),
    );
    this.addRoutes();
    this.consumeQueues();
    this.takeHandedOver();
    this.heartbeats = this.startByClock();
    this.readStreams();
    const noteAlarm = this.functions.get('monitoring/note-alarm');
    if (noteAlarm) props.core.alarms.addSubscription(new LambdaSubscription(noteAlarm.lambda));
    const note = this.functions.get('messages/note-mail-event');
    if (note)
      new MailFeedback(this, 'MailFeedback', { stage: props.deployment.stage, note: note.lambda });
  }

  private assetsLayer(): lambda.LayerVersion {
    this.assets ??= new lambda.LayerVersion(this, 'Assets', {
      code: lambda.Code.fromAsset(assetsDirectory),
      description: 'Fonts and logo for documents',
      removalPolicy: removalPolicyOf(this.props.deployment.stage),
    });
    return this.assets;
  }

  private addRoutes(): void {
    const { core, deployment } = this.props;
    const { api, authorizerId } = core;
    const { configuration } = deployment;
    new ApiRoutes(this, 'Routes', {
      api,
      authorizerId,
      routes: routes.filter(
        ({ function: name, provider }) =>
          this.functions.has(name) && isConfigured(configuration.providers, provider),
      ),
      anythingElse: this.functions.get(unknownRoute.function),
      functionOf: (name) => this.functions.get(name)!,
    });
  }

  private consumeQueues(): void {
    for (const [name, job] of queuedJobs) {
      const consumer = this.functions.get(job.function);
      if (consumer)
        new JobConsumer(this, `Job-${name}`, {
          ...job,
          queue: this.props.core.jobQueues.get(name)!.queue,
          consumer,
        });
    }
  }

  private takeHandedOver(): void {
    const { background } = this.props.core;
    for (const job of invokedJobs.values())
      this.functions
        .get(job.function)
        ?.setAsideWhatFails(background, Duration.hours(handedOverHoursMax));
  }

  private startByClock(): cloudwatch.Alarm[] {
    const { alarms, background: deadLetters } = this.props.core;
    return (Object.keys(schedules) as ScheduleName[]).flatMap((name) => {
      const schedule = schedules[name];
      const target = this.functions.get(schedule.function);
      if (!target) return [];
      const { heartbeat } = new ScheduledFunction(this, `Schedule-${name}`, {
        name,
        schedule,
        target,
        deadLetters,
        alarms,
      });
      return heartbeat ?? [];
    });
  }

  private readStreams(): void {
    const { data, core } = this.props;
    const relay = this.functions.get('outbox/relay-events');
    if (relay)
      new OutboxRelay(this, 'Outbox', {
        table: data.table,
        relay,
        deadLetters: core.relayDeadLetters,
      });
    const counter = this.functions.get('monitoring/count-facts');
    if (counter)
      new CountingStream(this, 'Counting', {
        table: data.table,
        counter,
        deadLetters: core.background,
      });
    const watch = this.functions.get('usage/watch-limits');
    if (watch)
      new UsageStream(this, 'UsageStream', {
        usageTable: data.usageTable,
        watch,
        deadLetters: core.background,
      });
  }
}
