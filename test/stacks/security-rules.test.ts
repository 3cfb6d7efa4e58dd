import * as sqs from 'aws-cdk-lib/aws-sqs';
import { deployedApp } from '../../lib/stacks/deployed-app.ts';
import { contextWith } from './app.ts';

test('what is deployed breaks none of the AWS Solutions rules that it does not answer for', () => {
  const { app } = deployedApp(contextWith());
  expect(() => app.synth()).not.toThrow();
});

test('a queue without TLS does not get through', () => {
  const { app, core } = deployedApp(contextWith());
  new sqs.Queue(core, 'Careless');
  expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
});
