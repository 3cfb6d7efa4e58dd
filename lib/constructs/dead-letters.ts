import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { rings } from './rings.ts';

export type DeadLettersProps = {
  /** Names the runbook section. */
  name: string;
  /** What users lose while messages stay here. */
  errorImpact: string;
  /** The topic that the alarm notifies. */
  alarms: sns.ITopic;
  /** What happens to the messages when the queue is renamed or removed from the stack. */
  removalPolicy: RemovalPolicy;
};

/** A dead-letter queue and its alarm, which rings as soon as it holds one message. */
export class DeadLetters extends Construct {
  readonly queue: sqs.Queue;
  readonly alarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // SQS's maximum, longer than any source queue keeps a message, so that nothing expires
      // unseen.
      retentionPeriod: Duration.days(14),
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself.',
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
    rings(this.alarm, props.alarms);
  }

  /** The right to send failures here, for the role of a function or schedule. */
  rightToSetAside(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'SetAside',
      actions: ['sqs:SendMessage'],
      resources: [this.queue.queueArn],
    });
  }
}
