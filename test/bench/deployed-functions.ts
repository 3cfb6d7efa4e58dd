import { resolve } from 'node:path';
import { functions } from '../../lib/functions.ts';
import { readAssembly } from '../../local/cloud/assembly/assembly.ts';
import { executionEnvironment } from '../../local/cloud/functions/execution-environment.ts';
import { functionsOf } from '../../local/cloud/functions/local-function.ts';
import { createTaskRoot } from '../../local/cloud/functions/task-root.ts';
import { directory } from './cloud/bench-cloud.ts';

/** A function as it would be deployed. */
export type DeployedFunction = {
  name: string;
  /** Its bundle. */
  modulePath: string;
  /** All that it would find in its environment; nothing is called, so the addresses lead nowhere. */
  environment: Record<string, string>;
};

const nowhere = 'http://127.0.0.1:9';
const noCredentials = { accessKeyId: 'bench', secretAccessKey: 'bench', sessionToken: 'bench' };

/** Every function of the synthesised assembly, in the order of lib/functions.ts. */
export function deployedFunctions(): DeployedFunction[] {
  const assembly = readAssembly({
    directory: resolve(directory, 'cdk.out'),
    region: 'eu-west-3',
    account: '000000000000',
    gatewayUrl: nowhere,
    apiUrl: nowhere,
    replaceOrigins: {},
  });
  const taskRoot = createTaskRoot();
  process.once('exit', taskRoot.stop);
  const byName = new Map(functionsOf(assembly, taskRoot).map((found) => [found.name, found]));
  return Object.keys(functions).map((name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`${name} is not in the assembly`);
    return {
      name,
      modulePath: found.modulePath,
      environment: executionEnvironment(found, noCredentials, nowhere),
    };
  });
}
