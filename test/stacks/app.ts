import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { StackName } from '../../lib/areas.ts';
import { addStacks } from '../../lib/stacks/peage-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: templates are looked at field by field.
export type Properties = Record<string, any>;

export type Templates = Record<StackName, Properties>;

/** The context of cdk.json, with the parts that a test changes. */
export const contextWith = (changes: object = {}): Record<string, unknown> => ({
  ...JSON.parse(readFileSync('cdk.json', 'utf8')).context,
  // Bundles are no part of what these tests look at, and take long to make.
  'aws:cdk:bundling-stacks': [],
  // The CLI sets it; resources say by it which construct they belong to.
  'aws:cdk:enable-path-metadata': true,
  ...changes,
});

const { configuration, stages } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;

/** A shop that takes payments in every way, and sends invoices by a platform. */
export const withEveryProvider = {
  configuration: {
    ...configuration,
    providers: stages.dev.providers,
    invoicePlatform: stages.dev.invoicePlatform,
  },
};

/**
 * An app whose templates are looked at. CloudFormation's own rules, which take longer than all the
 * rest, judge them where the app is synthesised as `cdk` does it.
 */
export const appOf = (context: Record<string, unknown>, outdir?: string): App =>
  new App({
    context,
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });

/** The stacks as they are deployed. */
export function stacksOf(context: Record<string, unknown>, outdir?: string) {
  const app = appOf(context, outdir);
  return { app, ...addStacks(app) };
}

/** The templates of one stage. */
export function templatesOf(context: Record<string, unknown>): Templates {
  const { data, core, areas, entry, watch } = stacksOf(context);
  return Object.fromEntries(
    [data, core, ...areas, entry, watch].map((stack) => [
      stack.stackName.split('-').at(-1),
      Template.fromStack(stack).toJSON(),
    ]),
  ) as Templates;
}
