import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entryOf } from '../../../lib/constructs/bundling.ts';
import { directory } from '../cloud/bench-cloud.ts';
import type { DeployedFunction } from '../deployed-functions.ts';
import { bundleOf, bundleOfText } from './bundling.ts';
import { importingAlone, packagesNeeded } from './packages-needed.ts';

/** What a function's load is measured against. */
export type Floor = {
  function: DeployedFunction;
  /** Bundles nothing but the packages that the function needs. */
  modulePath: string;
  packages: string[];
};

const folder = resolve(directory, 'floors');

/** A handler that does nothing and imports nothing. */
export const emptyHandler = join(folder, 'empty.js');

/** Bundles each function's floor, as the functions themselves are bundled. */
export async function buildFloors(deployed: readonly DeployedFunction[]): Promise<Floor[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(emptyHandler, 'exports.handler = async () => {};');
  return Promise.all(deployed.map(buildFloor));
}

async function buildFloor(deployed: DeployedFunction): Promise<Floor> {
  const packages = packagesNeeded(await metafileOf(deployed));
  const modulePath = join(folder, `${deployed.name.replaceAll('/', '-')}.js`);
  writeFileSync(modulePath, (await bundleOfText(importingAlone(packages))).code);
  return { function: deployed, modulePath, packages: packages.map(({ name }) => name) };
}

/** @throws when the bundle built alone here is not the one deployed, which all were built with. */
async function metafileOf({ name, modulePath }: DeployedFunction) {
  const { code, metafile } = await bundleOf(entryOf(name));
  if (code !== readFileSync(modulePath, 'utf8'))
    throw new Error(
      `${name}: bundled alone it is not what lib/constructs/bundling.ts made of it among the others (or its code was changed a moment ago)`,
    );
  return metafile;
}
