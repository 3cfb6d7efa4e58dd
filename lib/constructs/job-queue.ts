import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts';
import type { PeageFunction } from './peage-function.ts';

export type JobQueueProps = DeadLettersProps & {
  consumerTimeoutSeconds: number;
  receivesMax: number;
};

export type Consumption = {
  batchSize: number;
  windowSeconds?: number;
  concurrencyMax: number;
};

/** A queue with its dead letters; it is made before its consumer, which may send to other queues. */
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
      // Lambda asks for six times the function's time-out, so that a throttled poller keeps its hold.
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.receivesMax },
    });
  }

  consumedBy(
    consumer: PeageFunction,
    { batchSize, windowSeconds, concurrencyMax }: Consumption,
  ): void {
    consumer.allow(
      new iam.PolicyStatement({
        sid: 'ConsumeQueue',
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [this.queue.queueArn],
      }),
    );
    const mapping = new lambda.EventSourceMapping(this, 'Consumer', {
      target: consumer.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxBatchingWindow: windowSeconds === undefined ? undefined : Duration.seconds(windowSeconds),
      maxConcurrency: concurrencyMax,
      reportBatchItemFailures: true,
    });
    // Lambda checks the role's rights when the mapping is made.
    mapping.node.addDependency(consumer.role);
  }
}
