import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { ServiceStack } from './service.ts';

/** What is watched, and whom it tells. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, service: ServiceStack) {
    super(scope, id, { description: 'Péage: alarms and dashboard' });
    const serverErrors = new cloudwatch.Alarm(this, 'ServerErrors', {
      alarmDescription:
        'Callers get errors that are our fault. Runbook: docs/runbook.md#server-errors',
      metric: service.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 5,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    serverErrors.addAlarmAction(new SnsAction(service.alarms));
    this.createDashboard([serverErrors, ...service.deadLetterAlarms], service);
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
