import type { Describe } from './resource-type.ts';

export const arnOf =
  (service: string, resource: (name: string) => string): Describe =>
  ({ region, account, name }) =>
    `arn:aws:${service}:${region}:${account}:${resource(name)}`;

export const name: Describe = (identity) => identity.name;

/** DynamoDB names a stream after the time it was enabled; here the time is constant. */
export const streamLabel = '2026-01-01T00:00:00.000';

export const tableArn = arnOf('dynamodb', (table) => `table/${table}`);
export const queueArn = arnOf('sqs', (queue) => queue);
export const queueUrl: Describe = ({ gatewayUrl, account, name: queue }) =>
  `${gatewayUrl}/${account}/${queue}`;
export const bucketArn: Describe = ({ name: bucket }) => `arn:aws:s3:::${bucket}`;
export const functionArn = arnOf('lambda', (lambda) => `function:${lambda}`);
export const layerArn = arnOf('lambda', (layer) => `layer:${layer}:1`);
export const roleArn: Describe = ({ account, name: role }) =>
  `arn:aws:iam::${account}:role/${role}`;
export const logGroupArn = arnOf('logs', (group) => `log-group:${group}:*`);
export const topicArn = arnOf('sns', (topic) => topic);
export const alarmArn = arnOf('cloudwatch', (alarm) => `alarm:${alarm}`);
export const poolArn = arnOf('cognito-idp', (pool) => `userpool/${pool}`);
export const apiPart =
  (part: string): Describe =>
  ({ region, name: id }) =>
    `arn:aws:apigateway:${region}::/${part}/${id}`;
