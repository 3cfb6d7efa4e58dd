import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * How long an upload waits for its order to be paid. An order is open for a day, its last payment
 * for another hour, late money is asked for a day longer, and work that was given up can be repeated
 * for two weeks: no paid file expires before somebody has looked at it.
 */
const temporaryDays = 21;

export type FileBucketProps = {
  /** Whose pages may upload. */
  shopOrigins: readonly string[];
  removalPolicy: RemovalPolicy;
  isProduction: boolean;
};

/**
 * What buyers send with their orders. Not versioned: a file that is deleted is gone, as its owner
 * may ask.
 */
export function fileBucket(
  scope: Construct,
  { shopOrigins, removalPolicy, isProduction }: FileBucketProps,
): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'Files', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [
      { prefix: 'temporary/', expiration: Duration.days(temporaryDays) },
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    cors: corsFor(shopOrigins.filter((origin) => !origin.endsWith(':*'))),
    removalPolicy,
    autoDeleteObjects: !isProduction,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Access logs would double the objects kept; every read goes through a function that logs it.',
  });
  return bucket;
}

/** S3 accepts no rule without an origin. */
const corsFor = (allowedOrigins: string[]): s3.CorsRule[] | undefined =>
  allowedOrigins.length === 0
    ? undefined
    : [
        {
          allowedOrigins,
          allowedMethods: [s3.HttpMethods.POST],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3_600,
        },
      ];
