import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts';

export type JobQueueProps = DeadLettersProps & {
  consumerTimeoutSeconds: number;
  receivesMax: number;
};

/** A queue with its dead letters; its consumer is in the stack of the consuming function. */
export class JobQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: JobQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', props);
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      removalPolicy: props.removalPolicy,
      // Lambda recommends six times the function's time-out, so that a throttled poller keeps its
      // messages.
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.receivesMax },
    });
  }
}
