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
  /** The table that holds customers. */
  table: dynamodb.Table;
  watch: PeageFunction;
  /** Receives records that could not be handled. */
  deadLetters: DeadLetters;
};

/** How long a batch gathers, so that a customer with many changes is checked once. */
const window = Duration.seconds(5);

/**
 * Starts the limit watch for counters that change and for customers, whose plan or projects may
 * have changed. Buckets change as often and start nothing.
 */
export class UsageStream extends Construct {
  private readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: UsageStreamProps) {
    super(scope, id);
    const { usageTable, table, watch, deadLetters } = props;
    this.deadLetters = deadLetters;
    allowToReadStreams(watch, [usageTable, table], deadLetters);
    this.wake('Counters', { table: usageTable, watch, keys: { pk: startsWith('COUNTER#') } });
    this.wake('Customers', {
      table,
      watch,
      keys: { pk: startsWith('CUSTOMER#'), sk: { S: lambda.FilterRule.isEqual('CUSTOMER') } },
    });
  }

  private wake(
    id: string,
    { table, watch, keys }: { table: dynamodb.Table; watch: PeageFunction; keys: object },
  ): void {
    const mapping = new lambda.EventSourceMapping(this, id, {
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
      filters: [lambda.FilterCriteria.filter({ dynamodb: { Keys: keys } })],
    });
    mapping.node.addDependency(watch.role);
  }
}

const startsWith = (prefix: string) => ({ S: lambda.FilterRule.beginsWith(prefix) });
