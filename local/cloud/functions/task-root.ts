import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export type TaskRoot = {
  /** The folder of an asset, unpacked as Lambda would; created on first use. */
  unpack(assetDirectory: string): string;
  stop(): void;
};

/**
 * The folder that functions run from: outside the project, with no `node_modules` above it. A
 * bundle that imports a package would find it inside the project, but not on Lambda, and so not
 * here.
 *
 * Assets are named by a hash of their content: new code gets a new folder, unchanged code keeps its
 * own.
 */
export function createTaskRoot(): TaskRoot {
  const root = mkdtempSync(join(tmpdir(), 'peage-task-root-'));
  // Equivalent to no package.json, and keeps Node from searching further up.
  writeFileSync(join(root, 'package.json'), '{}\n');
  const packages = packagesAbove(root);
  if (packages)
    console.error(`WARNING: functions find packages in ${packages}, which do not exist on Lambda`);
  return {
    unpack: (assetDirectory) => {
      const folder = join(root, basename(assetDirectory));
      if (!existsSync(folder)) cpSync(assetDirectory, folder, { recursive: true });
      return folder;
    },
    stop: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The nearest `node_modules` that Node would find from a folder. */
function packagesAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const packages = join(parent, 'node_modules');
  return existsSync(packages) ? packages : packagesAbove(parent);
}
