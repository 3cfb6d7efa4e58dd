import { readFileSync } from 'node:fs';
import { bundlesLater } from '../../../lib/constructs/bundling.ts';
import { functions } from '../../../lib/functions.ts';

/**
 * Synthesises the stacks of bin/peage.ts into the given folder, without the checks that change no
 * template: the AWS Solutions rules, CloudFormation's own, the tree. They take longer than the
 * rest, and `cdk` runs them all before a deployment.
 */
const [, , outdir] = process.argv;
// Bundles the functions while CDK loads: each takes seconds.
const bundling = bundlesLater(Object.keys(functions));
const { App } = await import('aws-cdk-lib');
const { addStacks } = await import('../../../lib/stacks/peage-app.ts');
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const app = new App({
  outdir,
  context: {
    ...context,
    // Set as `cdk` does; the local cloud needs them to find constructs and code.
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
  },
  analyticsReporting: false,
  builtinCloudFormationValidation: false,
  treeMetadata: false,
});
addStacks(app, await bundling);
app.synth();
