import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export type DeadLettersProps = {
  /** Names the section of the runbook. */
  name: string;
  /** What a user loses while messages lie here. */
  errorImpact: string;
  /** Where the alarm rings. */
  alarms: sns.ITopic;
  /** What becomes of what lies in it when the queue is renamed or leaves the stack. */
  removalPolicy: RemovalPolicy;
};

/** Where work ends that failed too often, and the alarm that rings as soon as any lies there. */
export class DeadLetters extends Construct {
  readonly queue: sqs.Queue;
  readonly alarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // The longest that SQS keeps a message: longer than any source, so that nothing dies unseen.
      retentionPeriod: Duration.days(14),
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself where work is set aside that could not be done.',
    });
    this.alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmDescription: `${props.errorImpact} Runbook: docs/runbook.md#dead-letters-${props.name}`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'max',
      }),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(props.alarms));
  }

  /** For the role of whatever sets its failures aside here. */
  rightToSetAside(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'SetAside',
      actions: ['sqs:SendMessage'],
      resources: [this.queue.queueArn],
    });
  }
}
