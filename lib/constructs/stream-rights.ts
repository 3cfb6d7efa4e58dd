import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeadLetters } from './dead-letters.ts';
import { WideStatement } from './inline-role.ts';
import type { PeageFunction } from './peage-function.ts';

/** Lets a function read the streams of these tables, and set aside what it cannot handle. */
export function allowToReadStreams(
  reader: PeageFunction,
  tables: readonly dynamodb.Table[],
  deadLetters: DeadLetters,
): void {
  reader.allow(
    new iam.PolicyStatement({
      sid: 'ReadStream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'],
      resources: tables.map(({ tableStreamArn }) => tableStreamArn!),
    }),
  );
  reader.allow(
    new WideStatement({
      sid: 'ListStreams',
      actions: ['dynamodb:ListStreams'],
      resources: ['*'],
      wideBecause: 'It knows no resource; Lambda asks for it to read any stream.',
    }),
  );
  reader.allow(deadLetters.rightToSetAside());
}
