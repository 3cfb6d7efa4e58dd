import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let code: URL | undefined;

/**
 * The program of every worker, as plain JavaScript. Compiled once here, because stripping types in
 * each worker would double its start time.
 */
export function workerCode(): URL {
  code ??= compiled();
  return code;
}

function compiled(): URL {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./worker-main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
  });
  return new URL(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`);
}
