import { readFileSync } from 'node:fs';
import { bundlesLater } from '../../../lib/constructs/bundling.ts';
import { functions } from '../../../lib/functions.ts';

/**
 * Synthesises the very stacks of bin/peage.ts into the folder that is named, without what judges
 * templates and changes none: the AWS Solutions rules, CloudFormation's own, the tree. That takes
 * longer than all the rest, and whoever deploys meets it in `cdk`, from which nothing is left out.
 */
const [, , outdir] = process.argv;
// The functions are bundled while CDK is loaded: each takes seconds.
const bundling = bundlesLater(Object.keys(functions));
const { App } = await import('aws-cdk-lib');
const { addStacks } = await import('../../../lib/stacks/peage-app.ts');
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const app = new App({
  outdir,
  context: {
    ...context,
    // As `cdk` sets them; the local cloud finds constructs and code by them.
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
  },
  analyticsReporting: false,
  builtinCloudFormationValidation: false,
  treeMetadata: false,
});
addStacks(app, await bundling);
app.synth();
