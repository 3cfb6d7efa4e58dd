import { type App, Tags } from 'aws-cdk-lib';
import { areas as areaNames } from '../areas.ts';
import { readDeployment } from '../configuration.ts';
import { FunctionCode } from '../constructs/function-code.ts';
import { functionsFor } from '../constructs/function-factory.ts';
import { AreaStack } from './area.ts';
import { CoreStack } from './core.ts';
import { DataStack } from './data.ts';
import { EntryStack } from './entry.ts';
import { WatchStack } from './watch.ts';

/**
 * Adds the stacks of the stage that the app's context names, as a star: areas depend on data and
 * core and never on each other; entry and watch come last.
 */
export function addStacks(app: App, bundles?: Map<string, string>) {
  const deployment = readDeployment(app.node);
  const idOf = (name: string): string => `peage-${deployment.stage}-${name}`;
  const data = new DataStack(app, idOf('data'), deployment);
  const code = new FunctionCode(functionsFor(deployment), bundles);
  const core = new CoreStack(app, idOf('core'), { deployment, data, code });
  const areas = areaNames.map(
    (area) => new AreaStack(app, idOf(area), { area, deployment, data, core }),
  );
  const entry = new EntryStack(app, idOf('entry'), deployment, core.api);
  for (const area of areas) entry.addStackDependency(area, 'routes come before their settings');
  const watch = new WatchStack(app, idOf('watch'), { deployment, core, areas });
  Tags.of(app).add('application', 'peage');
  Tags.of(app).add('stage', deployment.stage);
  return { data, core, areas, entry, watch };
}
