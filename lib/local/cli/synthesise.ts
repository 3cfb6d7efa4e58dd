import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** What the assembly is made of. */
const sources = [
  'bin/**/*',
  'lib/*',
  'lib/{constructs,functions,stacks}/**/*',
  'functions/**/*',
  'layers/**/*',
  'web/**/*',
  'cdk.json',
  'package-lock.json',
];

/** Synthesises the app into a folder, unless what it is made of is as it was the last time. */
export async function synthesise(
  directory: string,
  onStep: (text: string) => void = () => {},
): Promise<void> {
  const stampFile = join(directory, 'sources.sha256');
  const stamp = stampOfSources();
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isFresh) return;
  onStep('bundling the functions and synthesising the app (some seconds, after changes alone)');
  await runCdk(directory);
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

function runCdk(directory: string): Promise<void> {
  // The app must run under this very Node, and find the project's own tools.
  const path = [dirname(process.execPath), join('node_modules', '.bin'), process.env.PATH];
  const cdk = spawn(
    process.execPath,
    [join('node_modules', '.bin', 'cdk'), 'synth', '--quiet', '--output', directory],
    {
      env: { ...process.env, PATH: path.join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [cdk.stdout, cdk.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    cdk.once('error', reject);
    cdk.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`cdk synth failed:\n${output}`)),
    );
  });
}
