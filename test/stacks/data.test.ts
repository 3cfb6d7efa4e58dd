import { deployments, type Properties } from './app.ts';

describe.each(deployments)('what must survive (%s)', (name, { resourcesOf }) => {
  const isProduction = name.startsWith('prod');
  const one = (type: string) => {
    const found = resourcesOf('data', type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  test('the table can be restored to any second, forgets what has an end, and tells of its changes', () => {
    expect(one('AWS::DynamoDB::Table').Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
  });

  test('in production nobody deletes the table by mistake', () => {
    const { Properties, DeletionPolicy } = one('AWS::DynamoDB::Table');
    expect(Properties.DeletionProtectionEnabled).toBe(isProduction);
    expect(DeletionPolicy).toBe(isProduction ? 'Retain' : 'Delete');
  });

  test('invoices are versioned, encrypted, private, and kept whatever happens to the stack', () => {
    const { Properties, DeletionPolicy } = one('AWS::S3::Bucket');
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
    expect(DeletionPolicy).toBe('Retain');
  });

  test('the bucket refuses whoever does not use TLS, and lets nobody in by its policy', () => {
    const { Properties } = one('AWS::S3::BucketPolicy');
    expect(Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });

  test('people cannot sign themselves up, and belong to three groups', () => {
    const pool = one('AWS::Cognito::UserPool').Properties;
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(pool.DeletionProtection).toBe(isProduction ? 'ACTIVE' : 'INACTIVE');
    const groups = resourcesOf('data', 'AWS::Cognito::UserPoolGroup').map(
      ({ Properties }) => Properties.GroupName,
    );
    expect(groups.sort()).toEqual(['admin', 'finance', 'member']);
  });

  test('signing in never tells who exists', () => {
    const client: Properties = one('AWS::Cognito::UserPoolClient').Properties;
    expect(client.PreventUserExistenceErrors).toBe('ENABLED');
    expect(client.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(client.GenerateSecret).not.toBe(true);
  });
});
