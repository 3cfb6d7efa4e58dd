import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addStacks } from './peage-app.ts';

/**
 * The app that is deployed: a resource that breaks one of the AWS Solutions rules, and does not
 * answer for it, stops the synthesis. The context is that of `cdk`, with these entries besides.
 */
export function deployedApp(context?: Record<string, unknown>) {
  const app = new App({ context });
  const stacks = addStacks(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, ...stacks };
}
