import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import type { PeageFunction } from './peage-function.ts';
import { allowToReadStreams } from './stream-rights.ts';

export type CountingStreamProps = {
  table: dynamodb.Table;
  counter: PeageFunction;
  /** Receives records that could not be counted; the nightly recount makes up for them. */
  deadLetters: DeadLetters;
};

/** How long a batch gathers, so that what happens to a payment within it is one write. */
const window = Duration.seconds(10);

const { isEqual, exists, beginsWith, or } = lambda.FilterRule;

/** How a payment stands once there is nothing to wait for. */
const ended = ['completed', 'failed', 'cancelled', 'expired', 'review'] as const;

const ofPayment = { Keys: { sk: { S: isEqual('PAYMENT') } } };

/**
 * What tells something to count, at most five patterns: a payment that is new or has its checkout,
 * one that has ended or was declined, money that came or was given back, and an invoice.
 */
const toldBy = [
  { dynamodb: { ...ofPayment, NewImage: { version: { N: or('1', '2') } } } },
  { dynamodb: { ...ofPayment, NewImage: { status: { S: or(...ended) } } } },
  { dynamodb: { ...ofPayment, NewImage: { lastDecline: { M: { at: { S: exists() } } } } } },
  {
    eventName: isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: beginsWith('LEDGER#') } } },
  },
  {
    eventName: isEqual('INSERT'),
    dynamodb: { NewImage: { event: { M: { type: { S: isEqual('invoice.issued') } } } } },
  },
];

/** Starts the counting of what happens to payments; all other changes start nothing. */
export class CountingStream extends Construct {
  constructor(scope: Construct, id: string, { table, counter, deadLetters }: CountingStreamProps) {
    super(scope, id);
    allowToReadStreams(counter, [table], deadLetters);
    const mapping = new lambda.EventSourceMapping(this, 'Stream', {
      target: counter.lambda,
      eventSourceArn: table.tableStreamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: window,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 8,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(deadLetters.queue),
      filters: toldBy.map((pattern) => lambda.FilterCriteria.filter(pattern)),
    });
    mapping.node.addDependency(counter.role);
  }
}
