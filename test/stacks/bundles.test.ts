import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlesOf } from '../../lib/constructs/bundling.ts';
import { functions } from '../../lib/functions.ts';
import { type Assembly, readAssembly } from '../../local/cloud/assembly/assembly.ts';
import { synthesise } from '../../local/cloud/cli/synthesise.ts';
import { executionEnvironment } from '../../local/cloud/functions/execution-environment.ts';
import { Instance } from '../../local/cloud/functions/instance.ts';
import { functionsOf, type LocalFunction } from '../../local/cloud/functions/local-function.ts';
import { createTaskRoot } from '../../local/cloud/functions/task-root.ts';
import { contextWith, stacksOf, withEveryProvider } from './app.ts';

const directory = mkdtempSync(join(tmpdir(), 'bundles-'));
const taskRoot = createTaskRoot();
afterAll(() => taskRoot.stop());

const nowhere = 'http://127.0.0.1:9';
const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' };

/**
 * Every function with its bundle, and with its environment where all providers are deployed. Bundles
 * are the same for every stage (test/cases/deployed-templates.test.ts), so one assembly is enough
 * for all test suites.
 */
async function deployed(): Promise<LocalFunction[]> {
  const context = contextWith({ stage: 'prod', profile: 'full', ...withEveryProvider });
  // The CLI sets it; by it the local cloud finds a function's code.
  context['aws:cdk:enable-asset-metadata'] = true;
  const [everything, bundled] = [join(directory, 'prod'), join(directory, 'bundled')];
  stacksOf(context, everything).app.synth();
  await synthesise(bundled);
  const codeOf = new Map(
    functionsOf(assemblyIn(bundled), taskRoot).map(({ name, codeDirectory, modulePath }) => [
      name,
      { codeDirectory, modulePath },
    ]),
  );
  return functionsOf(assemblyIn(everything), { ...taskRoot, unpack: (folder) => folder }).map(
    (definition) => ({ ...definition, ...codeOf.get(definition.name)! }),
  );
}

const assemblyIn = (folder: string): Assembly =>
  readAssembly({
    directory: folder,
    region: 'eu-west-3',
    account: '000000000000',
    gatewayUrl: nowhere,
    apiUrl: nowhere,
    replaceOrigins: {},
  });

const functionAt = (codeDirectory: string): LocalFunction => ({
  name: 'area/do-it',
  functionName: 'do-it',
  arn: 'arn:aws:lambda:eu-west-3:000000000000:function:do-it',
  roleArn: 'role',
  region: 'eu-west-3',
  modulePath: join(codeDirectory, 'index.js'),
  exportName: 'handler',
  codeDirectory,
  layerDirectory: undefined,
  memoryMb: 256,
  timeoutSeconds: 5,
  variables: {},
  logFormat: 'JSON',
  logGroup: 'logs',
  reservedConcurrency: undefined,
});

/** Why a function's bundle cannot be loaded, alone and with its own environment; or nothing. */
async function troubleOf(definition: LocalFunction): Promise<string | undefined> {
  const environment = executionEnvironment(definition, credentials, nowhere);
  const instance = new Instance(definition, {
    id: 'one',
    environment,
    onLine: () => {},
    onWorkBetweenEvents: () => {},
  });
  try {
    await instance.ready;
    return undefined;
  } catch (error) {
    return `${definition.name}: ${(error as { errorMessage: string }).errorMessage}`;
  } finally {
    instance.kill();
  }
}

test('every function loads with nothing but its bundle [A1]', async () => {
  const definitions = await deployed();
  expect(definitions.map(({ name }) => name).sort()).toEqual(Object.keys(functions).sort());
  const troubles: unknown[] = [];
  for (const definition of definitions) troubles.push(await troubleOf(definition));
  expect(troubles.filter(Boolean)).toEqual([]);
}, 1_200_000);

test('a package beside the assembly is not found, as on Lambda [A1]', async () => {
  const asset = join(directory, 'asset.1');
  const neighbour = join(directory, 'node_modules/neighbour');
  for (const folder of [asset, neighbour]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(neighbour, 'index.js'), 'exports.here = true;');
  writeFileSync(
    join(asset, 'index.js'),
    'require("neighbour"); exports.handler = async () => "loaded";',
  );
  const codeDirectory = taskRoot.unpack(asset);
  const definition = functionAt(codeDirectory);
  expect(await troubleOf(definition)).toContain("Cannot find module 'neighbour'");
});

test.each([
  ['a package that is missing', 'try { require("no-such-package"); } catch {}', 'no-such-package'],
  ['one that is asked for late', 'export const late = () => import("no-such-one");', 'no-such-one'],
])('%s stops the synthesis, even if it is optional [A1]', (_, code, missing) => {
  const folder = mkdtempSync(join(directory, 'function-'));
  mkdirSync(join(folder, 'one'));
  writeFileSync(join(folder, 'one/index.ts'), `${code}\nexport const handler = async () => 1;`);
  expect(() => bundlesOf(['one'], folder)).toThrow(missing);
});
