import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Schedule } from '../schedules.ts';
import { InlineRole } from './inline-role.ts';
import type { PeageFunction } from './peage-function.ts';

export type ScheduledFunctionProps = { name: string; schedule: Schedule; target: PeageFunction };

/**
 * Starts a function by the clock. It is told the time it was due at, never "now", so that a late or
 * repeated start does the same work.
 */
export class ScheduledFunction extends Construct {
  constructor(scope: Construct, id: string, { name, schedule, target }: ScheduledFunctionProps) {
    super(scope, id);
    const role = new InlineRole(this, 'Role', {
      service: 'scheduler.amazonaws.com',
      description: `Starts ${name}`,
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [target.lambda.functionArn],
      }),
    );
    new CfnSchedule(this, 'Schedule', {
      description: schedule.description,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ schedule: name, dueAt: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
      },
    });
  }
}
