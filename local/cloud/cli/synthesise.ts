import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The inputs of the assembly. */
const sources = [
  'lib/**/*',
  'local/cloud/cli/synthesis-main.ts',
  'functions/**/*',
  'layers/**/*',
  'web/**/*',
  'cdk.json',
  'package-lock.json',
];

export type SynthesisOptions = {
  /** Called when there is something to do. */
  onStep?: (text: string) => void;
  /** Aborts the synthesis, which then fails. */
  signal?: AbortSignal;
};

/** Synthesises the app into a folder, unless its inputs are unchanged since the last time. */
export async function synthesise(
  directory: string,
  { onStep = () => {}, signal }: SynthesisOptions = {},
): Promise<void> {
  const stampFile = join(directory, 'sources.sha256');
  const stamp = stampOfSources();
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isFresh) return;
  onStep('bundling the functions and synthesising the app (some seconds, only after changes)');
  await runApp(directory, signal);
  writeFileSync(stampFile, stamp);
}

function stampOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources).sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

const program = fileURLToPath(new URL('./synthesis-main.ts', import.meta.url));

/** Runs in its own process, so that it reads the current code and uses the second processor. */
function runApp(directory: string, signal?: AbortSignal): Promise<void> {
  const app = spawn(process.execPath, [program, directory], {
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The app is not synthesised:\n${output}`)),
    );
  });
}
