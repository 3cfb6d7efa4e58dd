import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Stage } from '#vocabulary/stages';
import type { Deployment } from '../configuration.ts';
import { rings } from '../constructs/rings.ts';
import { invokedJobs } from '../jobs.ts';
import { metricDimensions, metricsNamespace, requestsThrottled } from '../metrics.ts';
import type { AreaStack } from './area.ts';
import type { CoreStack } from './core.ts';

const fiveMinutes = Duration.minutes(5);

type Watched = {
  /** What users lose. */
  errorImpact: string;
  /** The runbook section. */
  runbook: string;
  metric: cloudwatch.IMetric;
  threshold: number;
};

export type WatchStackProps = {
  deployment: Deployment;
  core: CoreStack;
  areas: readonly AreaStack[];
};

/** What is monitored, and who is notified. The full profile also rings for slowness. */
export class WatchStack extends Stack {
  private readonly stageName: Stage;

  constructor(scope: Construct, id: string, props: WatchStackProps) {
    const { stage, profile } = props.deployment;
    const { core, areas } = props;
    super(scope, id, { description: 'Péage: alarms and dashboard' });
    this.stageName = stage;
    const own = [
      this.serverErrors(core),
      this.toLookAt(),
      ...(profile === 'full'
        ? [this.slowAnswers(core), this.turnedAway(), ...this.jobsWaiting(core)]
        : []),
    ];
    for (const alarm of own) rings(alarm, core.alarms);
    this.createDashboard(
      [...own, ...core.ownAlarms, ...areas.flatMap(({ heartbeats }) => heartbeats)],
      core,
    );
  }

  private serverErrors({ api }: CoreStack): cloudwatch.Alarm {
    return this.alarm('ServerErrors', {
      errorImpact: 'Callers get server errors (5xx).',
      runbook: 'server-errors',
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'sum' }),
      threshold: 5,
    });
  }

  /** One for all that a person must look at, since every watched metric costs. */
  private toLookAt(): cloudwatch.Alarm {
    return this.alarm('ToLookAt', {
      errorImpact:
        'An invoice is missing, was changed, or breaks its series; or the live shop gets notifications of test payments, or the reverse.',
      runbook: 'to-look-at',
      metric: this.counted('ToLookAt'),
      threshold: 0,
    });
  }

  private counted(metricName: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: metricsNamespace(this.stageName),
      metricName,
      dimensionsMap: metricDimensions,
      period: fiveMinutes,
      statistic: 'sum',
    });
  }

  private turnedAway(): cloudwatch.Alarm {
    return this.alarm('TooManyRequests', {
      errorImpact:
        'Requests are rejected with 429: buyers wait, and notifications of providers arrive late.',
      runbook: 'too-many-requests',
      metric: new cloudwatch.Metric({
        namespace: metricsNamespace(this.stageName),
        metricName: requestsThrottled,
        period: fiveMinutes,
        statistic: 'sum',
      }),
      // A client that is throttled a little sees Retry-After; this many mean a flood, or too low a
      // limit.
      threshold: 20,
    });
  }

  private slowAnswers({ api }: CoreStack): cloudwatch.Alarm {
    return this.alarm('SlowAnswers', {
      errorImpact: 'Buyers wait more than two seconds for an answer.',
      runbook: 'slow-answers',
      metric: api.metricLatency({ period: fiveMinutes, statistic: 'p95' }),
      threshold: 2_000,
    });
  }

  private jobsWaiting(core: CoreStack): cloudwatch.Alarm[] {
    const waiting = (name: string, metric: cloudwatch.IMetric, threshold: number) =>
      this.alarm(`JobsWaiting-${name}`, {
        errorImpact: `Jobs for ${name} wait more than five minutes.`,
        runbook: 'jobs-waiting',
        metric,
        threshold,
      });
    return [
      ...[...core.jobQueues].map(([name, { queue }]) =>
        waiting(name, queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes }), 300),
      ),
      // SQS counts in seconds, Lambda in milliseconds.
      ...[...invokedJobs.keys()].map((name) =>
        waiting(name, core.functionFactory.metricHandedOverAge(name), 300_000),
      ),
    ];
  }

  private alarm(id: string, watched: Watched): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, id, {
      alarmDescription: `${watched.errorImpact} Runbook: docs/runbook.md#${watched.runbook}`,
      metric: watched.metric,
      threshold: watched.threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private createDashboard(alarms: cloudwatch.Alarm[], core: CoreStack): void {
    const { api } = core;
    const dimensions = [...Object.keys(metricDimensions), 'provider', 'method'].sort().join();
    const namespace = metricsNamespace(this.stageName);
    const payments = (name: string) =>
      new cloudwatch.MathExpression({
        label: name,
        expression: `SUM(SEARCH('{${namespace},${dimensions}} MetricName="${name}"', 'Sum', 300))`,
        usingMetrics: {},
      });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      widgets: [
        [
          new cloudwatch.GraphWidget({
            title: 'Payments',
            left: ['PaymentInitiated', 'PaymentCompleted', 'PaymentFailed'].map(payments),
          }),
          new cloudwatch.GraphWidget({
            title: 'API',
            left: [api.metricCount(), api.metricClientError(), api.metricServerError()],
            right: [api.metricLatency({ statistic: 'p99' })],
          }),
          new cloudwatch.GraphWidget({
            title: 'Oldest job waiting',
            left: [...core.jobQueues.values()].map(({ queue }) =>
              queue.metricApproximateAgeOfOldestMessage(),
            ),
            right: [...invokedJobs.keys()].map(core.functionFactory.metricHandedOverAge),
          }),
        ],
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
      ],
    });
  }
}
