import { builtinModules } from 'node:module';
import { type BuildOptions, type BuildResult, build, buildSync, type Metafile } from 'esbuild';

/** Bundler settings for all functions; docs/decisions/0009-bundles.md explains why. */
export const bundleSettings = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  metafile: true,
  mainFields: ['module', 'main'],
  loader: { '.html': 'text' },
  alias: {
    '@aws-sdk/credential-provider-node': './layers/runtime/lambda-credentials.ts',
    '@smithy/core/event-streams': './layers/runtime/no-event-streams.ts',
  },
} as const satisfies BuildOptions;

export const entryOf = (name: string, folder = 'functions'): string => `${folder}/${name}/index.ts`;

/**
 * Bundles functions, given as `<area>/<verb-noun>`, in one call: a shared file is read and parsed
 * once, which takes seconds instead of most of a minute. Each bundle has the same bytes as if it
 * were made alone.
 *
 * @throws when a function cannot be bundled (esbuild reports where and why on stderr), or when its
 * bundle would import a module that is not part of Node: Lambda would not find it.
 */
export const bundlesOf = (names: readonly string[], folder?: string): Map<string, string> =>
  bundlesIn(buildSync(optionsOf(names, folder)), names);

/** As `bundlesOf`, but in the background; an error rejects the promise. */
export const bundlesLater = async (names: readonly string[]): Promise<Map<string, string>> =>
  bundlesIn(await build(optionsOf(names)), names);

const optionsOf = (names: readonly string[], folder?: string) => ({
  ...bundleSettings,
  entryPoints: names.map((name) => ({ in: entryOf(name, folder), out: name })),
  outdir: '.',
});

function bundlesIn(
  { outputFiles, metafile }: BuildResult<ReturnType<typeof optionsOf>>,
  names: readonly string[],
): Map<string, string> {
  for (const name of names) demandAlone(name, metafile.outputs[`${name}.js`]!);
  // Results come in the order of the entry points, since a CJS bundle is never split.
  return new Map(names.map((name, i) => [name, outputFiles[i]!.text]));
}

/** Node's own modules, with and without the `node:` prefix. */
const ownOfNode = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

function demandAlone(name: string, { imports }: Metafile['outputs'][string]): void {
  const missing = imports.map(({ path }) => path).filter((path) => !ownOfNode.has(path));
  if (missing.length > 0)
    throw new Error(`The bundle of ${name} would ask for ${missing.join(', ')} on Lambda`);
}
