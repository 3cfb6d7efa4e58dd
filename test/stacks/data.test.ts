import { contextWith, type Properties } from './app.ts';
import { deployments } from './deployments.ts';

const { shopOrigins } = contextWith().configuration as { shopOrigins: string[] };

/** One with any port is for addresses to return to. */
const isOnePort = (origin: string): boolean => !origin.endsWith(':*');

describe.each(deployments())('what must survive (%s)', (name, { resourcesOf }) => {
  const isProduction = name.startsWith('prod');
  // A first deployment that fails takes back what it made, and nothing else does.
  const whenItLeaves = isProduction ? 'RetainExceptOnCreate' : 'Delete';
  /** The only one of its type, or the only one that belongs to this construct. */
  const one = (type: string, construct = '') => {
    const found = resourcesOf('data', type).filter(({ Metadata }) =>
      Metadata['aws:cdk:path'].includes(`/${construct}`),
    );
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  /** The role of CDK's own function that empties buckets before they go. */
  function emptyingRole(): Properties {
    const [role] = resourcesOf('data', 'AWS::IAM::Role');
    return { AWS: { 'Fn::GetAtt': [role?.id, 'Arn'] } };
  }

  test.each(['Table', 'Usage'])(
    'the %s can be restored to any second, deletes expired items, and has a stream',
    (table) => {
      expect(one('AWS::DynamoDB::Table', `${table}/`).Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      });
    },
  );

  test.each(['Table', 'Usage'])('in production the %s cannot be deleted by mistake', (table) => {
    const { Properties, DeletionPolicy } = one('AWS::DynamoDB::Table', `${table}/`);
    expect(Properties.DeletionProtectionEnabled).toBe(isProduction);
    expect(DeletionPolicy).toBe(whenItLeaves);
  });

  test('invoices are versioned, encrypted, private, and in production kept even if the stack is deleted', () => {
    const { Properties, DeletionPolicy } = one('AWS::S3::Bucket', 'Documents/');
    expect(Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(DeletionPolicy).toBe(whenItLeaves);
  });

  test('raw usage is encrypted, private, and deleted after the year in which it may be needed', () => {
    expect(one('AWS::S3::Bucket', 'UsageEvents/').Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 400, Status: 'Enabled' }] },
    });
  });

  test('files of orders are encrypted, private, not versioned, and those of nobody’s payment expire', () => {
    const { Properties, DeletionPolicy } = one('AWS::S3::Bucket', 'Files/');
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [
          { Prefix: 'temporary/', ExpirationInDays: 21, Status: 'Enabled' },
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        ],
      },
    });
    expect(Properties.VersioningConfiguration).toBeUndefined();
    expect(DeletionPolicy).toBe(whenItLeaves);
  });

  test('only pages of the shop may upload files, and only by a form', () => {
    const { CorsRules } = one('AWS::S3::Bucket', 'Files/').Properties.CorsConfiguration;
    expect(CorsRules).toMatchObject([
      { AllowedMethods: ['POST'], AllowedOrigins: shopOrigins.filter(isOnePort) },
    ]);
    expect(CorsRules[0].AllowedOrigins).not.toEqual([]);
  });

  test('a full shop lets nobody read a file of an order before GuardDuty has passed it', () => {
    const plans = resourcesOf('data', 'AWS::GuardDuty::MalwareProtectionPlan');
    const { Statement } = one('AWS::S3::BucketPolicy', 'Files/').Properties.PolicyDocument;
    const refusals = Statement.filter(({ Sid }: Properties) => Sid);
    if (!name.endsWith('full')) {
      expect(plans).toEqual([]);
      expect(refusals).toEqual([]);
      return;
    }
    const bucket = { Ref: one('AWS::S3::Bucket', 'Files/').id };
    const role = { 'Fn::GetAtt': [one('AWS::IAM::Role', 'Scan/').id, 'Arn'] };
    expect(plans.map(({ Properties }) => Properties)).toEqual([
      {
        Role: role,
        ProtectedResource: { S3Bucket: { BucketName: bucket, ObjectPrefixes: ['orders/'] } },
        Actions: { Tagging: { Status: 'ENABLED' } },
        Tags: expect.anything(),
      },
    ]);
    const everybody = { Effect: 'Deny', Principal: { AWS: '*' } };
    const kept = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket.Ref, 'Arn'] }, '/orders/*']] };
    expect(refusals).toEqual([
      {
        Sid: 'NobodyReadsUntilClean',
        ...everybody,
        Action: 's3:GetObject',
        Resource: kept,
        Condition: {
          StringNotEquals: {
            's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND',
            'aws:PrincipalArn': role,
          },
        },
      },
      {
        Sid: 'OnlyTheScannerTags',
        ...everybody,
        Action: ['s3:DeleteObjectTagging', 's3:PutObjectTagging'],
        Resource: kept,
        Condition: { StringNotEquals: { 'aws:PrincipalArn': role } },
      },
    ]);
  });

  test.each(['Documents', 'UsageEvents', 'Files'])(
    'the bucket %s refuses requests without TLS, and its policy grants nothing',
    (bucket) => {
      const { Properties } = one('AWS::S3::BucketPolicy', `${bucket}/`);
      const emptying = expect.objectContaining({ Effect: 'Allow', Principal: emptyingRole() });
      const own = Properties.PolicyDocument.Statement.filter(({ Sid }: Properties) => !Sid);
      expect(own).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        ...(isProduction ? [] : [emptying]),
      ]);
    },
  );

  test('production is never emptied; the other stages are deleted completely [A7]', () => {
    const emptied = resourcesOf('data', 'Custom::S3AutoDeleteObjects');
    expect(emptied).toHaveLength(isProduction ? 0 : resourcesOf('data', 'AWS::S3::Bucket').length);
  });

  test('a failed first deployment leaves nothing behind [A7]', () => {
    const kept = resourcesOf('app')
      .map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy])
      .filter(([onDelete]) => onDelete !== undefined);
    const policies = new Set(kept.map(([onDelete]) => onDelete));
    expect(
      [...policies].filter((policy) => policy !== 'Delete' && policy !== 'RetainExceptOnCreate'),
    ).toEqual([]);
    if (!isProduction) expect(policies).not.toContain('RetainExceptOnCreate');
    for (const [onDelete, onReplace] of kept)
      expect(onReplace).toBe(onDelete === 'Delete' ? 'Delete' : 'Retain');
  });
});
