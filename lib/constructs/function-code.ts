import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { bundlesOf } from './bundling.ts';

/**
 * The code of every function of a stack, bundled together when the first one is needed.
 *
 * Makes no bundles where CDK wants none, as for a stack that is not being deployed.
 */
export class FunctionCode {
  private readonly names: readonly string[];
  private bundles: Map<string, string> | undefined;

  /** @param bundles ready bundles; without them they are made here. */
  constructor(names: readonly string[], bundles?: Map<string, string>) {
    this.names = names;
    this.bundles = bundles;
  }

  /** An asset that contains only `index.js`, identified by a hash of its content. */
  assetOf(name: string): lambda.Code {
    return lambda.Code.fromAsset(`functions/${name}`, {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // CDK requires an image but never starts it, since bundling here either succeeds or throws.
        image: lambda.Runtime.NODEJS_24_X.bundlingImage,
        local: {
          tryBundle: (folder) => {
            writeFileSync(join(folder, 'index.js'), this.bundleOf(name));
            return true;
          },
        },
      },
    });
  }

  private bundleOf(name: string): string {
    this.bundles ??= bundlesOf(this.names);
    const bundle = this.bundles.get(name);
    if (bundle === undefined) throw new Error(`${name} is not among the functions to bundle`);
    return bundle;
  }
}
