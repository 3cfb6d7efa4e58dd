import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readDeployment } from '../lib/configuration.ts';
import { DataStack } from '../lib/stacks/data.ts';
import { ServiceStack } from '../lib/stacks/service.ts';
import { WatchStack } from '../lib/stacks/watch.ts';

const app = new App();
const deployment = readDeployment(app.node);
const prefix = `peage-${deployment.stage}`;

const data = new DataStack(app, `${prefix}-data`, deployment);
const service = new ServiceStack(app, `${prefix}-service`, deployment, data);
new WatchStack(app, `${prefix}-watch`, deployment, service);

Tags.of(app).add('application', 'peage');
Tags.of(app).add('stage', deployment.stage);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
