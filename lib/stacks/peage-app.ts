import { type App, Tags } from 'aws-cdk-lib';
import { readDeployment } from '../configuration.ts';
import { DataStack } from './data.ts';
import { ServiceStack } from './service.ts';
import { WatchStack } from './watch.ts';

/** Adds the stacks of the stage that the app's context names. */
export function addStacks(app: App) {
  const deployment = readDeployment(app.node);
  const prefix = `peage-${deployment.stage}`;
  const data = new DataStack(app, `${prefix}-data`, deployment);
  const service = new ServiceStack(app, `${prefix}-service`, deployment, data);
  const watch = new WatchStack(app, `${prefix}-watch`, deployment, service);
  Tags.of(app).add('application', 'peage');
  Tags.of(app).add('stage', deployment.stage);
  return { data, service, watch };
}
