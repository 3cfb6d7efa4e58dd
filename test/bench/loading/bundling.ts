import { type BuildOptions, build, type Metafile } from 'esbuild';

/**
 * What lib/constructs/peage-function.ts asks of esbuild. Each run of the bench proves that both
 * still say the same: it bundles every function anew and compares.
 */
const settings = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  metafile: true,
  outfile: 'index.js',
  external: ['@smithy/core/event-streams'],
  mainFields: ['module', 'main'],
  loader: { '.html': 'text' },
  alias: {
    '@aws-sdk/credential-provider-node': './layers/runtime/lambda-credentials.ts',
  },
} as const satisfies BuildOptions;

export type Bundle = { code: string; metafile: Metafile };

/** Bundles a file of the project. */
export async function bundleOf(entry: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...settings, entryPoints: [entry] });
  return { code: outputFiles[0]!.text, metafile };
}

/** Bundles a text that stands in no file. */
export async function bundleOfText(contents: string): Promise<Bundle> {
  const stdin = { contents, resolveDir: '.', loader: 'ts' as const };
  const { outputFiles, metafile } = await build({ ...settings, stdin });
  return { code: outputFiles[0]!.text, metafile };
}
