import { type BuildOptions, build, type Metafile } from 'esbuild';
import { bundleSettings } from '../../../lib/constructs/bundling.ts';

const settings = { ...bundleSettings, outfile: 'index.js' } as const satisfies BuildOptions;

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
