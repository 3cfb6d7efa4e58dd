import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import type { PeageFunction } from './peage-function.ts';
import { allowToReadStreams } from './stream-rights.ts';

export type UsageStreamProps = {
  usageTable: dynamodb.Table;
  watch: PeageFunction;
  /** Receives records that could not be handled. */
  deadLetters: DeadLetters;
};

/** How long a batch gathers, so that a customer with many changes is checked once. */
const window = Duration.seconds(5);

/** Starts the limit watch for counters that change. Buckets change as often and start nothing. */
export class UsageStream extends Construct {
  private readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: UsageStreamProps) {
    super(scope, id);
    const { usageTable, watch, deadLetters } = props;
    this.deadLetters = deadLetters;
    allowToReadStreams(watch, [usageTable], deadLetters);
    this.readStream(usageTable, watch);
  }

  private readStream(table: dynamodb.Table, watch: PeageFunction): void {
    const mapping = new lambda.EventSourceMapping(this, 'Counters', {
      target: watch.lambda,
      eventSourceArn: table.tableStreamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: window,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 8,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: [
        lambda.FilterCriteria.filter({
          dynamodb: { Keys: { pk: { S: lambda.FilterRule.beginsWith('COUNTER#') } } },
        }),
      ],
    });
    mapping.node.addDependency(watch.role);
  }
}
