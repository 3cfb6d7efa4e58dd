import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import type { PeageFunction } from './peage-function.ts';
import { allowToReadStreams } from './stream-rights.ts';

export type OutboxRelayProps = {
  table: dynamodb.Table;
  relay: PeageFunction;
  /** Receives the records that cannot be relayed. */
  deadLetters: DeadLetters;
};

/**
 * Feeds the table's stream to the relay. Only new items that carry an event start it, and customers
 * that change: a stream may have two readers, and the other one counts. A record that cannot be relayed is set aside with an alarm, so that it never blocks its shard.
 */
export class OutboxRelay extends Construct {
  private readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: OutboxRelayProps) {
    super(scope, id);
    const { table, relay, deadLetters } = props;
    this.deadLetters = deadLetters;
    allowToReadStreams(relay, [table], deadLetters);
    this.readStream(table, relay);
  }

  private readStream(table: dynamodb.Table, relay: PeageFunction): void {
    const mapping = new lambda.EventSourceMapping(this, 'Stream', {
      target: relay.lambda,
      eventSourceArn: table.tableStreamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      // What is found together takes its numbers together, and is sent side by side.
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 8,
      maxRecordAge: Duration.hours(12),
      parallelizationFactor: 2,
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: [
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { event: { M: { id: { S: lambda.FilterRule.exists() } } } } },
        }),
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: {
            Keys: {
              pk: { S: lambda.FilterRule.beginsWith('CUSTOMER#') },
              sk: { S: lambda.FilterRule.isEqual('CUSTOMER') },
            },
          },
        }),
      ],
    });
    mapping.node.addDependency(relay.role);
  }
}
