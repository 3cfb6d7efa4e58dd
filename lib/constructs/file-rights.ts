import * as iam from 'aws-cdk-lib/aws-iam';
import type { FileAction, FileArea, FunctionNeeds } from '../functions/function-needs.ts';
import { WideStatement } from './inline-role.ts';

/** Rights on the files of orders, each only where they are uploaded, or where they are kept. */
export const fileRights = (
  { files = {} }: FunctionNeeds,
  bucketArn: string,
): iam.PolicyStatement[] =>
  (Object.entries(files) as [FileAction, readonly FileArea[]][]).map(([action, areas]) =>
    action === 'ListBucket'
      ? new iam.PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [bucketArn],
          conditions: { StringLike: { 's3:prefix': areas.map((area) => `${area}/*`) } },
        })
      : new WideStatement({
          actions: [`s3:${action}`],
          resources: areas.map((area) => `${bucketArn}/${area}/*`),
          wideBecause: 'Each file of an order is an object of its own below this prefix.',
        }),
  );
