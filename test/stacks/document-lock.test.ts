import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readDeployment } from '../../lib/configuration.ts';
import { type Resources, rightsOf } from '../../lib/constructs/function-rights.ts';
import { functions } from '../../lib/functions.ts';
import { lockYearsOf } from '../../lib/invoicing-configuration.ts';
import { DataStack } from '../../lib/stacks/data.ts';
import { contextWith, type Properties } from './app.ts';

const deploymentOf = (stage: string, objectLock: string) => {
  const context = contextWith({ stage });
  const configuration = { ...(context.configuration as object), invoicing: { objectLock } };
  const app = new App({ context: { ...context, configuration } });
  return { app, deployment: readDeployment(app.node) };
};

/** The bucket of documents. */
function bucketOf(stage: string, objectLock: string): Properties {
  const { app, deployment } = deploymentOf(stage, objectLock);
  const template = Template.fromStack(new DataStack(app, 'data', deployment)).toJSON();
  const buckets = Object.entries<Properties>(template.Resources);
  return buckets.find(([id]) => id.startsWith('Documents'))![1].Properties;
}

const yearsOf = (stage: string, objectLock: string): number | null => {
  const { deployment } = deploymentOf(stage, objectLock);
  return lockYearsOf(deployment.stage, deployment.configuration);
};

const actionsOf = (name: 'invoices/generate-invoice' | 'invoices/download-invoice', is: boolean) =>
  rightsOf(functions[name], {
    bucketArn: 'arn:aws:s3:::documents',
    locksDocuments: is,
    secretArn: (secret) => `arn:aws:ssm:::${secret}`,
    queueArn: (queue) => `arn:aws:sqs:::${queue}`,
    mail: { from: 'shop@example.com', arns: [] as string[] },
  } as Resources).flatMap((statement) => statement.toJSON().Action);

test('documents of production can be locked for the ten years of the law, and others never are', () => {
  expect(bucketOf('prod', 'template').ObjectLockEnabled).toBe(true);
  expect([yearsOf('prod', 'template'), yearsOf('prod', 'by_hand')]).toEqual([10, 10]);
  expect([yearsOf('prod', 'none'), yearsOf('dev', 'template')]).toEqual([null, null]);
  expect(bucketOf('dev', 'template')).not.toHaveProperty('ObjectLockEnabled');
});

test('a bucket that is there already is never replaced: it is locked by hand', () => {
  expect(bucketOf('prod', 'by_hand')).not.toHaveProperty('ObjectLockEnabled');
});

test('whoever stores a document may lock it where documents are locked, and nobody else may', () => {
  expect(actionsOf('invoices/generate-invoice', true)).toContain('s3:PutObjectRetention');
  expect(actionsOf('invoices/generate-invoice', false)).not.toContain('s3:PutObjectRetention');
  expect(actionsOf('invoices/download-invoice', true)).not.toContain('s3:PutObjectRetention');
});
