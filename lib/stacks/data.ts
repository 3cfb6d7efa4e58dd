import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { PeopleKind } from '#vocabulary/sessions';
import { type Deployment, scannerOf } from '../configuration.ts';
import { fileBucket } from '../constructs/file-bucket.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import { MalwareScan } from '../constructs/malware-scan.ts';
import { SignIn } from '../constructs/sign-in.ts';
import { createsIdentity } from '../mail-configuration.ts';
import { domainPrefixOf } from '../sign-in-configuration.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** A year, plus the month in which its last bill may be contested. */
const rawEventsKeptDays = 400;

/** An export may be downloaded for a day. */
const exportsKeptDays = 2;

/** What must survive: state, documents, the people who sign in, and the mail identity. */
export class DataStack extends Stack {
  readonly table: dynamodb.Table;
  readonly bucket: s3.Bucket;
  /** What buyers send with their orders. */
  readonly fileBucket: s3.Bucket;
  /** Separate from the main table because it is written far more often. */
  readonly usageTable: dynamodb.Table;
  readonly usageBucket: s3.Bucket;
  /** The people of customers. */
  readonly people: SignIn;
  /** The shop's own admins and finance staff. */
  readonly staff: SignIn;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    const { stage, configuration } = deployment;
    const isProduction = stage === 'prod';
    super(scope, id, {
      description: 'Péage: state, documents and sign-in',
      terminationProtection: isProduction,
    });
    const removalPolicy = removalPolicyOf(stage);
    this.table = this.createTable(removalPolicy, isProduction);
    const { shopOrigins, invoicing } = configuration;
    this.bucket = this.createBucket(removalPolicy, {
      isProduction,
      isLocked: isProduction && invoicing.objectLock === 'template',
    });
    this.fileBucket = fileBucket(this, { shopOrigins, removalPolicy, isProduction });
    if (scannerOf(deployment) === 'guardduty') new MalwareScan(this, 'Scan', this.fileBucket);
    this.usageTable = this.createUsageTable(removalPolicy, isProduction);
    this.usageBucket = this.createUsageBucket(removalPolicy, isProduction);
    const signIn = (kind: PeopleKind) => ({
      kind,
      domainPrefix: domainPrefixOf(configuration.signIn, { stage, account: this.account, kind }),
      isProduction,
      removalPolicy,
    });
    this.people = new SignIn(this, 'People', signIn('people'));
    this.staff = new SignIn(this, 'Staff', signIn('staff'));
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

  /**
   * Invoices are kept ten years (Code de commerce L123-22); those of other stages are not real. Each
   * document is locked by itself, since exports of people must be deleted.
   */
  private createBucket(
    removalPolicy: RemovalPolicy,
    { isProduction, isLocked }: { isProduction: boolean; isLocked: boolean },
  ): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Documents', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      ...(isLocked && { objectLockEnabled: true }),
      lifecycleRules: [
        {
          prefix: 'exports/',
          expiration: Duration.days(exportsKeptDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
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
