import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { readAssembly } from '../../../local/cloud/assembly/assembly.ts';
import { functionLabel, roleLabel } from '../../../local/cloud/assembly/function-label.ts';

const data = {
  Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'nowhere'] } },
  Resources: {
    Table1234: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
    },
    Bucket1234: { Type: 'AWS::S3::Bucket' },
    Hidden: { Type: 'AWS::S3::Bucket', Condition: 'Never' },
    Pool: { Type: 'AWS::Cognito::UserPool' },
  },
  Outputs: {
    TableName: { Value: { Ref: 'Table1234' }, Export: { Name: 'data:TableName' } },
    Pool: { Value: { Ref: 'Pool' }, Export: { Name: 'data:Pool' } },
  },
};

const service = {
  Resources: {
    Queue1234: { Type: 'AWS::SQS::Queue' },
    Role1234: { Type: 'AWS::IAM::Role' },
    Function1234: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Description: 'invoices/generate-invoice',
        Role: { 'Fn::GetAtt': ['Role1234', 'Arn'] },
        Environment: {
          Variables: {
            TABLE_NAME: { 'Fn::ImportValue': 'data:TableName' },
            QUEUE_URL: { Ref: 'Queue1234' },
            STRIPE_API_URL: 'https://api.stripe.com',
            TOKEN_ISSUER: {
              'Fn::Sub': [
                `https://cognito-idp.$\{AWS::Region}.amazonaws.com/$\{pool}`,
                { pool: { 'Fn::ImportValue': 'data:Pool' } },
              ],
            },
          },
        },
      },
      Metadata: { 'aws:cdk:path': 'service/generate/Function', 'aws:asset:path': 'asset.1' },
    },
  },
};

const synthesised = (templates: Record<string, object>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  const artifacts = Object.fromEntries(
    Object.keys(templates).map((name) => [
      name,
      { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.json` } },
    ]),
  );
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  for (const [name, template] of Object.entries(templates))
    writeFileSync(join(directory, `${name}.json`), JSON.stringify(template));
  return directory;
};

const read = (directory: string) =>
  readAssembly({
    directory,
    region: 'eu-west-3',
    account: '000000000000',
    gatewayUrl: 'http://gateway',
    apiUrl: 'http://api',
    replaceOrigins: {
      'https://api.stripe.com': 'http://stripe',
      'https://cognito-idp.eu-west-3.amazonaws.com': 'http://issuer',
    },
  });

describe('The assembly', () => {
  const directory = synthesised({ data, service });
  const assembly = read(directory);
  const [lambda] = assembly.ofType('AWS::Lambda::Function');

  test('variables are resolved across stacks and point to this machine', () => {
    const pool = assembly.ofType('AWS::Cognito::UserPool')[0]!.physicalId;
    expect(lambda!.properties.Environment).toEqual({
      Variables: {
        TABLE_NAME: 'data-Table1234',
        QUEUE_URL: 'http://gateway/000000000000/service-Queue1234',
        STRIPE_API_URL: 'http://stripe',
        TOKEN_ISSUER: `http://issuer/${pool}`,
      },
    });
    expect(pool).toMatch(/^eu-west-3_[a-z0-9]{9}$/);
  });

  test('a resource is found by name, by URL, by ARN and by its stream’s ARN', () => {
    const [table] = assembly.ofType('AWS::DynamoDB::Table');
    const [queue] = assembly.ofType('AWS::SQS::Queue');
    expect(assembly.byPhysicalId('http://gateway/000000000000/service-Queue1234')).toBe(queue);
    expect(assembly.byArn('arn:aws:sqs:eu-west-3:000000000000:service-Queue1234')).toBe(queue);
    expect(assembly.byPhysicalId('data-Table1234')).toBe(table);
    expect(assembly.byArn(assembly.streamArn('data-Table1234')!)).toBe(table);
  });

  test('a resource whose condition is false is left out', () => {
    expect(assembly.ofType('AWS::S3::Bucket').map(({ physicalId }) => physicalId)).toEqual([
      'data-bucket1234',
    ]);
  });

  test('a function is named by its description, and so is its role', () => {
    const [role] = assembly.ofType('AWS::IAM::Role');
    expect(functionLabel(lambda!)).toBe('invoices/generate-invoice');
    expect(roleLabel(assembly, role!)).toBe('invoices/generate-invoice');
    expect(assembly.assetPath(lambda!)).toBe(join(directory, 'asset.1'));
  });

  test('an unknown type gives a warning', () => {
    const warning = jest.spyOn(console, 'error').mockImplementation(() => {});
    read(synthesised({ odd: { Resources: { Thing: { Type: 'AWS::Odd::Thing' } } } }));
    expect(warning).toHaveBeenCalledWith(expect.stringContaining('odd/Thing is a AWS::Odd::Thing'));
    warning.mockRestore();
  });

  test('an unknown attribute is refused with its location', () => {
    const odd = {
      Resources: {
        Q: { Type: 'AWS::SQS::Queue', Properties: { x: { 'Fn::GetAtt': ['Q', 'Colour'] } } },
      },
    };
    expect(() => read(synthesised({ odd }))).toThrow(
      'odd/Q: the attribute Colour of AWS::SQS::Queue is not known',
    );
  });
});
