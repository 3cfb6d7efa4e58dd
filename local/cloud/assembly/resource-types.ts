import {
  apiPart,
  arnOf,
  bucketArn,
  functionArn,
  layerArn,
  name,
  poolArn,
  queueArn,
  queueUrl,
  roleArn,
  streamLabel,
  tableArn,
} from './arn-forms.ts';
import { idleTypes } from './idle-types.ts';
import { type Describe, named, opaque, type ResourceType } from './resource-type.ts';

/** Resource types that the local cloud runs. */
const running: Record<string, ResourceType> = {
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    generate: named(255),
    arn: tableArn,
    attributes: {
      Arn: tableArn,
      StreamArn: (identity) => `${tableArn(identity)}/stream/${streamLabel}`,
    },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    generate: named(80),
    arn: queueArn,
    ref: queueUrl,
    attributes: { Arn: queueArn, QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    generate: (origin) => named(63)(origin).toLowerCase(),
    arn: bucketArn,
    attributes: {
      Arn: bucketArn,
      RegionalDomainName: ({ name: bucket, region }) => `${bucket}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    generate: named(64),
    arn: functionArn,
    attributes: { Arn: functionArn },
  },
  'AWS::Lambda::LayerVersion': {
    nameProperty: 'LayerName',
    generate: named(64),
    arn: layerArn,
    ref: layerArn,
    attributes: { LayerVersionArn: layerArn },
  },
  'AWS::Lambda::EventSourceMapping': {
    generate: opaque(32),
    arn: arnOf('lambda', (id) => `event-source-mapping:${id}`),
  },
  'AWS::Lambda::EventInvokeConfig': { generate: opaque(32), arn: name },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    generate: named(64),
    arn: roleArn,
    attributes: { Arn: roleArn },
  },
  'AWS::IAM::Policy': {
    generate: named(128),
    arn: ({ account, name: policy }) => `arn:aws:iam::${account}:policy/${policy}`,
  },
  'AWS::SQS::QueuePolicy': { generate: named(128), arn: name },
  'AWS::S3::BucketPolicy': { generate: named(128), arn: name },
  'AWS::SES::EmailIdentity': {
    nameProperty: 'EmailIdentity',
    generate: named(320),
    arn: arnOf('ses', (identity) => `identity/${identity}`),
    attributes: Object.fromEntries(
      [1, 2, 3].flatMap((position): [string, Describe][] => [
        [
          `DkimDNSTokenName${position}`,
          ({ name: domain }) => `local${position}._domainkey.${domain}`,
        ],
        [`DkimDNSTokenValue${position}`, () => `local${position}.dkim.amazonses.com`],
      ]),
    ),
  },
  'AWS::Cognito::UserPool': {
    generate: (origin) => `${origin.region}_${opaque(4, 'local')(origin)}`,
    arn: poolArn,
    attributes: {
      Arn: poolArn,
      UserPoolId: name,
      ProviderName: ({ region, name: pool }) => `cognito-idp.${region}.amazonaws.com/${pool}`,
      ProviderURL: ({ region, name: pool }) =>
        `https://cognito-idp.${region}.amazonaws.com/${pool}`,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    generate: opaque(21, 'local'),
    arn: name,
    attributes: { ClientId: name },
  },
  'AWS::Cognito::UserPoolDomain': { nameProperty: 'Domain', generate: named(63), arn: name },
  'AWS::Cognito::UserPoolGroup': { nameProperty: 'GroupName', generate: named(128), arn: name },
  'AWS::ApiGatewayV2::Api': {
    generate: opaque(10),
    arn: apiPart('apis'),
    attributes: { ApiId: name, ApiEndpoint: ({ apiUrl }) => apiUrl },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    generate: opaque(6),
    arn: apiPart('authorizers'),
    attributes: { AuthorizerId: name },
  },
  'AWS::ApiGatewayV2::Integration': {
    generate: opaque(7),
    arn: apiPart('integrations'),
    attributes: { IntegrationId: name },
  },
  'AWS::ApiGatewayV2::Route': {
    generate: opaque(7),
    arn: apiPart('routes'),
    attributes: { RouteId: name },
  },
  'AWS::ApiGatewayV2::Stage': {
    nameProperty: 'StageName',
    generate: named(128),
    arn: apiPart('stages'),
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    generate: named(64),
    arn: arnOf('scheduler', (schedule) => `schedule/default/${schedule}`),
    attributes: { Arn: arnOf('scheduler', (schedule) => `schedule/default/${schedule}`) },
  },
};

/** A type that the local cloud does not know: it gets a name, and no attributes. */
const unknown: ResourceType = { generate: named(255), arn: name };

export const isKnownType = (type: string): boolean => type in running || type in idleTypes;

export const resourceType = (type: string): ResourceType =>
  running[type] ?? idleTypes[type] ?? unknown;
