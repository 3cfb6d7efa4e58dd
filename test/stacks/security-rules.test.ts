import { Validations } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { contextWith, stacksOf } from './app.ts';

/** Synthesises under the rules that bin/peage.ts asks for. */
function synthesise(change: (stacks: ReturnType<typeof stacksOf>) => void): void {
  const stacks = stacksOf(contextWith());
  change(stacks);
  Validations.of(stacks.app).addPlugins(new AwsSolutionsChecks(stacks.app));
  stacks.app.synth();
}

test('what is deployed breaks none of the AWS Solutions rules that it does not answer for', () => {
  expect(() => synthesise(() => {})).not.toThrow();
});

test('a queue without TLS does not get through', () => {
  expect(() => synthesise(({ service }) => new sqs.Queue(service, 'Careless'))).toThrow(
    'AwsSolutions-SQS4',
  );
});
