import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Schedule } from '../schedules.ts';
import type { DeadLetters } from './dead-letters.ts';
import { InlineRole } from './inline-role.ts';
import type { PeageFunction } from './peage-function.ts';
import { rings } from './rings.ts';

export type ScheduledFunctionProps = {
  name: string;
  schedule: Schedule;
  target: PeageFunction;
  /** Receives runs that could not be started or that failed every time. */
  deadLetters: DeadLetters;
  /** The topic that is notified when runs stop succeeding. */
  alarms: sns.ITopic;
};

const heartbeatPeriodMinutes = 5;

/**
 * Starts a function on a schedule. The function receives the time it was due at, never "now", so
 * that a late or repeated start does the same work.
 *
 * No caller waits for a run: Scheduler hands it over and Lambda tries it three times. A run that
 * either gives up is set aside with an alarm, because both would otherwise drop it silently.
 */
export class ScheduledFunction extends Construct {
  /** Rings when no run has succeeded for the time that the schedule allows. */
  readonly heartbeat: cloudwatch.Alarm | undefined;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const { schedule, target, deadLetters } = props;
    this.start(props, this.createRole(props));
    target.setAsideWhatFails(deadLetters, Duration.minutes(schedule.worthTryingForMinutes));
    this.heartbeat = this.createHeartbeat(props);
  }

  private createRole({ name, target, deadLetters }: ScheduledFunctionProps): InlineRole {
    const stack = Stack.of(this);
    const group = stack.formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new InlineRole(this, 'Role', {
      service: 'scheduler.amazonaws.com',
      description: `Starts ${name}`,
      // The Scheduler service works for all accounts, so only schedules of this account may assume
      // the role.
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': group },
      },
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [target.lambda.functionArn],
      }),
    );
    role.addToPolicy(deadLetters.rightToSetAside());
    return role;
  }

  private start({ name, schedule, target, deadLetters }: ScheduledFunctionProps, role: InlineRole) {
    new CfnSchedule(this, 'Schedule', {
      description: schedule.description,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ schedule: name, dueAt: '<aws.scheduler.scheduled-time>' }),
        // Retries of the hand-over only; Lambda retries the run itself.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
        deadLetterConfig: { arn: deadLetters.queue.queueArn },
      },
    });
  }

  private createHeartbeat({ name, schedule, target, alarms }: ScheduledFunctionProps) {
    const { silentMinutesMax, errorImpact } = schedule;
    if (silentMinutesMax === undefined) return undefined;
    const alarm = new cloudwatch.Alarm(this, 'Heartbeat', {
      alarmDescription: `${errorImpact} Runbook: docs/runbook.md#silence-${name}`,
      // Each run counts 0 or 1, so the minimum is 0 when one succeeded and missing when none ran.
      metric: target.lambda.metricErrors({
        period: Duration.minutes(heartbeatPeriodMinutes),
        statistic: 'min',
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: silentMinutesMax / heartbeatPeriodMinutes,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    rings(alarm, alarms);
    return alarm;
  }
}
