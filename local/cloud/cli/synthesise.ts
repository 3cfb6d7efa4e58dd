import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

/** The last assembly that was made: whoever starts a cloud of the same code copies it. */
const lastAssembly = '.local/assembly';

/** Synthesises the app into a folder, unless its inputs are unchanged since the last time. */
export async function synthesise(
  directory: string,
  { onStep = () => {}, signal }: SynthesisOptions = {},
): Promise<void> {
  const stamp = stampOfSources();
  if (isMadeOf(stamp, directory)) return;
  if (isMadeOf(stamp, lastAssembly)) return cpSync(lastAssembly, directory, { recursive: true });
  onStep('bundling the functions and synthesising the app (some seconds, only after changes)');
  await runApp(directory, signal);
  writeFileSync(stampFileOf(directory), stamp);
  if (!isMadeOf(stamp, lastAssembly)) keepAssembly(directory);
}

const stampFileOf = (directory: string): string => join(directory, 'sources.sha256');

const isMadeOf = (stamp: string, directory: string): boolean =>
  existsSync(stampFileOf(directory)) && readFileSync(stampFileOf(directory), 'utf8') === stamp;

/** Copied aside first, so that nobody finds half of it. */
function keepAssembly(directory: string): void {
  const aside = `${lastAssembly}.${process.pid}`;
  cpSync(directory, aside, { recursive: true });
  rmSync(lastAssembly, { recursive: true, force: true });
  try {
    renameSync(aside, lastAssembly);
  } catch {
    // Another process has kept its own meanwhile.
    rmSync(aside, { recursive: true, force: true });
  }
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
