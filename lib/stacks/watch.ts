import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Deployment } from '../configuration.ts';
import type { ServiceStack } from './service.ts';

const fiveMinutes = Duration.minutes(5);

type Watched = {
  /** What a user loses. */
  errorImpact: string;
  /** Section of the runbook. */
  runbook: string;
  metric: cloudwatch.IMetric;
  threshold: number;
};

/** What is watched, and whom it tells. The full profile also rings for what is slow, not yet lost. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { profile }: Deployment, service: ServiceStack) {
    super(scope, id, { description: 'Péage: alarms and dashboard' });
    const own = [
      this.serverErrors(service),
      this.otherMode(),
      ...(profile === 'full' ? [this.slowAnswers(service), ...this.jobsWaiting(service)] : []),
    ];
    for (const alarm of own) alarm.addAlarmAction(new SnsAction(service.alarms));
    this.createDashboard([...own, ...service.deadLetterAlarms], service);
  }

  private serverErrors({ api }: ServiceStack): cloudwatch.Alarm {
    return this.alarm('ServerErrors', {
      errorImpact: 'Callers get errors that are our fault.',
      runbook: 'server-errors',
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'sum' }),
      threshold: 5,
    });
  }

  private otherMode(): cloudwatch.Alarm {
    return this.alarm('NotificationsOfOtherMode', {
      errorImpact: 'Test payments are announced to the live shop, or the reverse: a key is wrong.',
      runbook: 'notifications-of-the-other-mode',
      metric: new cloudwatch.Metric({
        namespace: 'Peage',
        metricName: 'NotificationOfOtherMode',
        dimensionsMap: { service: 'payments/settle-payment' },
        period: fiveMinutes,
        statistic: 'sum',
      }),
      threshold: 0,
    });
  }

  private slowAnswers({ api }: ServiceStack): cloudwatch.Alarm {
    return this.alarm('SlowAnswers', {
      errorImpact: 'Buyers wait for more than two seconds.',
      runbook: 'slow-answers',
      metric: api.metricLatency({ period: fiveMinutes, statistic: 'p95' }),
      threshold: 2_000,
    });
  }

  private jobsWaiting({ jobQueues }: ServiceStack): cloudwatch.Alarm[] {
    return [...jobQueues].map(([name, { queue }]) =>
      this.alarm(`JobsWaiting-${name}`, {
        errorImpact: `Work of ${name} waits for more than five minutes.`,
        runbook: 'jobs-waiting',
        metric: queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes }),
        threshold: 300,
      }),
    );
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

  private createDashboard(alarms: cloudwatch.Alarm[], { api, jobQueues }: ServiceStack): void {
    const payments = (name: string) =>
      new cloudwatch.MathExpression({
        label: name,
        expression: `SUM(SEARCH('{Peage,provider,method,service} MetricName="${name}"', 'Sum', 300))`,
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
            left: [...jobQueues.values()].map(({ queue }) =>
              queue.metricApproximateAgeOfOldestMessage(),
            ),
          }),
        ],
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
      ],
    });
  }
}
