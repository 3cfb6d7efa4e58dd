import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addStacks } from '../lib/stacks/peage-app.ts';

const app = new App();
addStacks(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
