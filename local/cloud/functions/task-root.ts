import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export type TaskRoot = {
  /** Folder of an asset of the assembly as Lambda would unpack it; made when first asked for. */
  unpack(assetDirectory: string): string;
  stop(): void;
};

/**
 * Where functions' code lies while it runs: outside of the project, with no `node_modules` above.
 * A bundle that asks for a package finds it beside the assembly, which lies in the project, but not
 * on Lambda, and so not here.
 *
 * An asset is named by a hash of what it holds: new code comes to a new folder, and the folder of
 * code that stays the same stays.
 */
export function createTaskRoot(): TaskRoot {
  const root = mkdtempSync(join(tmpdir(), 'peage-task-root-'));
  // Says no more than no package.json does, and keeps Node from looking for one further up.
  writeFileSync(join(root, 'package.json'), '{}\n');
  const packages = packagesAbove(root);
  if (packages)
    console.error(`WARNING: functions find packages in ${packages}, which Lambda has not`);
  return {
    unpack: (assetDirectory) => {
      const folder = join(root, basename(assetDirectory));
      if (!existsSync(folder)) cpSync(assetDirectory, folder, { recursive: true });
      return folder;
    },
    stop: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The nearest folder of packages that Node would find from a folder. */
function packagesAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const packages = join(parent, 'node_modules');
  return existsSync(packages) ? packages : packagesAbove(parent);
}
