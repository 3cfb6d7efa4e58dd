import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Deployment } from '../configuration.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import { createsIdentity } from '../mail-configuration.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** A year, and the month in which its last bill may be contested. */
const rawEventsKeptDays = 400;

/** What must survive: state, documents, people who sign in, the address that mails come from. */
export class DataStack extends Stack {
  readonly table: dynamodb.Table;
  readonly bucket: s3.Bucket;
  /** Apart from the main table, because it is hot. */
  readonly usageTable: dynamodb.Table;
  readonly usageBucket: s3.Bucket;
  readonly userPool: cognito.UserPool;
  readonly userPoolClient: cognito.UserPoolClient;

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
    this.userPool = this.createUserPool(removalPolicy, isProduction);
    this.userPoolClient = this.userPool.addClient('Pages', {
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      // People may change their own names, never which customer's data they see.
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({
        givenName: true,
        familyName: true,
        locale: true,
      }),
    });
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

  /** Raw events: what is billed is recounted from them, and may be asked about for a year. */
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

  /** Invoices are kept for ten years (Code de commerce L123-22); those of other stages are no invoices. */
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

  private createUserPool(removalPolicy: RemovalPolicy, isProduction: boolean): cognito.UserPool {
    const pool = new cognito.UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      customAttributes: { customer_id: new cognito.StringAttribute({ mutable: true }) },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      deletionProtection: isProduction,
      removalPolicy,
    });
    for (const group of ['admin', 'finance', 'owner', 'member'])
      pool.addGroup(group, { groupName: group });
    Validations.of(pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'A second factor is offered to everyone; buyers are not forced to have one.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The Plus plan is priced per person; a small shop chooses it when it wants it.',
      },
    );
    return pool;
  }
}
