import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { QueuedJob } from '../job.ts';
import type { PeageFunction } from './peage-function.ts';

export type JobConsumerProps = Pick<QueuedJob, 'batchSize' | 'windowSeconds' | 'concurrencyMax'> & {
  queue: sqs.Queue;
  consumer: PeageFunction;
};

/** Lets a function consume a queue, possibly of another stack. */
export class JobConsumer extends Construct {
  constructor(scope: Construct, id: string, props: JobConsumerProps) {
    super(scope, id);
    const { queue, consumer, batchSize, windowSeconds, concurrencyMax } = props;
    consumer.allow(
      new iam.PolicyStatement({
        sid: 'ConsumeQueue',
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    const mapping = new lambda.EventSourceMapping(this, 'Consumer', {
      target: consumer.lambda,
      eventSourceArn: queue.queueArn,
      batchSize,
      maxBatchingWindow: windowSeconds === undefined ? undefined : Duration.seconds(windowSeconds),
      maxConcurrency: concurrencyMax,
      reportBatchItemFailures: true,
    });
    // Lambda checks the role's rights when the mapping is created.
    mapping.node.addDependency(consumer.role);
  }
}
