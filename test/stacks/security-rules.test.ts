import * as sqs from 'aws-cdk-lib/aws-sqs';
import { deployedApp } from '../../lib/stacks/deployed-app.ts';
import { contextWith } from './app.ts';

test('the deployment breaks none of the AWS Solutions rules without a stated reason', () => {
  // The small one is judged whenever the local cloud starts.
  const { app } = deployedApp(contextWith({ stage: 'prod', profile: 'full' }));
  expect(() => app.synth()).not.toThrow();
});

test('a queue without TLS is found', () => {
  const { app, core } = deployedApp(contextWith());
  new sqs.Queue(core, 'Careless');
  expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
});
