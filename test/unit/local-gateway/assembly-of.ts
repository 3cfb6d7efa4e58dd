import type { Assembly, Resource } from '../../../local/cloud/assembly/assembly.ts';
import type { Json, JsonObject } from '../../../local/cloud/assembly/json.ts';

export const region = 'eu-west-3';
export const account = '000000000000';

const arnForms: Record<string, (name: string) => string> = {
  'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::SES::EmailIdentity': (name) => `arn:aws:ses:${region}:${account}:identity/${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
};

/** A resource with the least that the gateway looks at. */
export const aResource = (type: string, name: string, properties: JsonObject = {}): Resource => ({
  stack: 'stack',
  logicalId: name,
  path: `stack/${name}`,
  type,
  properties,
  metadata: {},
  physicalId: name,
  arn: arnForms[type]?.(name) ?? name,
});

export const aTable = (name: string): Resource =>
  aResource('AWS::DynamoDB::Table', name, {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'owner',
        KeySchema: [{ AttributeName: 'ownerPk', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });

/** A role with the statements of its policy. */
export const aRole = (name: string, ...statements: Json[]): Resource[] => [
  aResource('AWS::IAM::Role', name),
  aResource('AWS::IAM::Policy', `${name}Policy`, {
    Roles: [name],
    PolicyDocument: { Statement: statements },
  }),
];

export const assemblyOf = (...resources: Resource[]): Assembly => ({
  region,
  account,
  resources,
  ofType: (type) => resources.filter((resource) => resource.type === type),
  byPhysicalId: (id) => resources.find(({ physicalId }) => physicalId === id),
  byArn: (arn) => resources.find((resource) => resource.arn === arn),
  streamArn: (table) => `arn:aws:dynamodb:${region}:${account}:table/${table}/stream/1`,
  assetPath: () => '',
});
