import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Deployment } from '../configuration.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import { SignIn } from '../constructs/sign-in.ts';
import { createsIdentity } from '../mail-configuration.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** A year, plus the month in which its last bill may be contested. */
const rawEventsKeptDays = 400;

/** What must survive: state, documents, the people who sign in, and the mail identity. */
export class DataStack extends Stack {
  readonly table: dynamodb.Table;
  readonly bucket: s3.Bucket;
  /** Separate from the main table because it is written far more often. */
  readonly usageTable: dynamodb.Table;
  readonly usageBucket: s3.Bucket;
  /** The people of customers. */
  readonly people: SignIn;
  /** The shop's own admins and finance staff. */
  readonly staff: SignIn;

  constructor(scope: Construct, id: string, { stage, configuration }: Deployment) {
    const isProduction = stage === 'prod';
    super(scope, id, {
      description: 'Péage: state, documents and sign-in',
      terminationProtection: isProduction,
    });
    const removalPolicy = removalPolicyOf(stage);
    this.table = this.createTable(removalPolicy, isProduction);
    this.bucket = this.createBucket(removalPolicy, isProduction);
    this.usageTable = this.createUsageTable(removalPolicy, isProduction);
    this.usageBucket = this.createUsageBucket(removalPolicy, isProduction);
    this.people = new SignIn(this, 'People', { hasRoles: false, isProduction, removalPolicy });
    this.staff = new SignIn(this, 'Staff', { hasRoles: true, isProduction, removalPolicy });
    if (createsIdentity(stage, configuration.mail))
      new MailIdentity(this, 'Sender', configuration.mail);
  }

  private createTable(removalPolicy: RemovalPolicy, isProduction: boolean): dynamodb.Table {
    const text = dynamodb.AttributeType.STRING;
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: text },
      sortKey: { name: 'sk', type: text },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProduction,
      removalPolicy,
    });
    for (const index of ['collection', 'owner', 'due'])
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: { name: `${index}Pk`, type: text },
        sortKey: { name: `${index}Sk`, type: text },
        projectionType: dynamodb.ProjectionType.KEYS_ONLY,
      });
    return table;
  }

  private createUsageTable(removalPolicy: RemovalPolicy, isProduction: boolean): dynamodb.Table {
    const text = dynamodb.AttributeType.STRING;
    return new dynamodb.Table(this, 'Usage', {
      partitionKey: { name: 'pk', type: text },
      sortKey: { name: 'sk', type: text },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProduction,
      removalPolicy,
    });
  }

  /** Raw events. Bills are recounted from them, and customers may ask about them for a year. */
  private createUsageBucket(removalPolicy: RemovalPolicy, isProduction: boolean): s3.Bucket {
    const bucket = new s3.Bucket(this, 'UsageEvents', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(rawEventsKeptDays) }],
      removalPolicy,
      autoDeleteObjects: !isProduction,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Access logs would cost more than the events; only functions of ours read and write.',
    });
    return bucket;
  }

  /** Invoices are kept ten years (Code de commerce L123-22); those of other stages are not real. */
  private createBucket(removalPolicy: RemovalPolicy, isProduction: boolean): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Documents', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
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
}
