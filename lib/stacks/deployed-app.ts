import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addStacks } from './peage-app.ts';

/**
 * The app that is deployed. A resource that breaks an AWS Solutions rule without an acknowledged
 * reason stops the synthesis. Uses the context of `cdk`, with these entries added.
 */
export function deployedApp(context?: Record<string, unknown>) {
  const app = new App({ context });
  const stacks = addStacks(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, ...stacks };
}
