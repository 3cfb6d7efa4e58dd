import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf } from '../loading/bundling.ts';

export const bareFunction = 'bench/bare-calls';

const source = 'test/bench/cloud/bare-calls-function.ts';
const asset = 'asset.bench-bare-calls';
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

const resources = {
  BenchRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [{ PolicyName: 'Everything', PolicyDocument: { Statement: [everything] } }],
    },
  },
  BenchFunction: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Description: bareFunction,
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['BenchRole', 'Arn'] },
      MemorySize: 1769,
      Timeout: 60,
    },
    Metadata: { 'aws:asset:path': asset },
  },
};

/** Puts the bench's own function into a synthesised assembly, beside those that are measured. */
export async function addBareFunction(assemblyDirectory: string): Promise<void> {
  const { code } = await bundleOf(source);
  mkdirSync(join(assemblyDirectory, asset), { recursive: true });
  writeFileSync(join(assemblyDirectory, asset, 'index.js'), code);
  const file = join(assemblyDirectory, 'peage-dev-core.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(template.Resources, resources);
  writeFileSync(file, JSON.stringify(template, null, 1));
}
