import type { Properties } from './app.ts';
import { deployments } from './deployments.ts';

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

  test.each(['Documents', 'UsageEvents'])(
    'the bucket %s refuses requests without TLS, and its policy grants nothing',
    (bucket) => {
      const { Properties } = one('AWS::S3::BucketPolicy', `${bucket}/`);
      const emptying = expect.objectContaining({ Effect: 'Allow', Principal: emptyingRole() });
      expect(Properties.PolicyDocument.Statement).toEqual([
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

  const pools = resourcesOf('data', 'AWS::Cognito::UserPool');
  const ofPool = (type: string, pool: string) =>
    resourcesOf('data', type).filter(({ Properties }) => Properties.UserPoolId.Ref === pool);

  test('nobody can register themselves, and no pool can be deleted by mistake', () => {
    for (const { Properties } of pools) {
      expect(Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
      expect(Properties.DeletionProtection).toBe(isProduction ? 'ACTIVE' : 'INACTIVE');
    }
  });

  test('people with a role in the shop sign in with a second factor, or not at all [B10]', () => {
    const groupsOf = (id: string) =>
      ofPool('AWS::Cognito::UserPoolGroup', id).map(({ Properties }) => Properties.GroupName);
    expect(pools.map(({ id }) => groupsOf(id).sort())).toEqual([[], ['admin', 'finance']]);
    for (const { id, Properties } of pools) {
      expect(Properties.MfaConfiguration).toBe(groupsOf(id).length > 0 ? 'ON' : 'OPTIONAL');
      expect(Properties.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    }
  });

  test('no claim says whose data somebody sees, and no client can change an identity [B3]', () => {
    for (const { Properties } of pools) expect(Properties.Schema ?? []).toEqual([]);
    for (const { Properties } of resourcesOf('data', 'AWS::Cognito::UserPoolClient'))
      expect(Properties.WriteAttributes.sort()).toEqual(['family_name', 'given_name', 'locale']);
  });

  test('signing in never reveals who exists, with any client', () => {
    for (const { id } of pools) {
      const clients = ofPool('AWS::Cognito::UserPoolClient', id);
      expect(clients.length).toBeGreaterThan(0);
      for (const { Properties } of clients) {
        expect(Properties.PreventUserExistenceErrors).toBe('ENABLED');
        expect(Properties.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
        expect(Properties.GenerateSecret).not.toBe(true);
      }
    }
  });
});
