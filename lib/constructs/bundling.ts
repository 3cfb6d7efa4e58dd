import { builtinModules } from 'node:module';
import { type BuildOptions, type BuildResult, build, buildSync, type Metafile } from 'esbuild';

/** How everything that runs on Lambda is bundled; docs/decisions/0009-bundles.md tells why. */
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
 * Bundles functions, given as `<area>/<verb-noun>`, in one call: a file that several of them import
 * is read and parsed once, which takes seconds where a call for each takes most of a minute. The
 * bytes of a bundle are those that a call for it alone would give.
 *
 * @throws when a function cannot be bundled (esbuild tells on stderr where and why), or when its
 * bundle would ask for a module that does not come with Node: on Lambda it would not be found.
 */
export const bundlesOf = (names: readonly string[], folder?: string): Map<string, string> =>
  bundlesIn(buildSync(optionsOf(names, folder)), names);

/** The same, while something else is done; what fails, fails for who waits. */
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
  // In the order of the entry points: a bundle in CJS is never split.
  return new Map(names.map((name, i) => [name, outputFiles[i]!.text]));
}

/** Node's own modules, with their prefix and without. */
const ownOfNode = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

function demandAlone(name: string, { imports }: Metafile['outputs'][string]): void {
  const missing = imports.map(({ path }) => path).filter((path) => !ownOfNode.has(path));
  if (missing.length > 0)
    throw new Error(`The bundle of ${name} would ask for ${missing.join(', ')} on Lambda`);
}
