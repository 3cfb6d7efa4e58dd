import { spawn } from 'node:child_process';

export const directory = '.local/bench';

export type BenchCloud = { stop(): Promise<void> };

/**
 * Starts the local cloud in a process of its own, so that measuring takes nothing from what is
 * measured but processor time.
 */
export async function startBenchCloud(): Promise<BenchCloud> {
  const child = spawn(process.execPath, ['test/bench/cloud/start.ts', directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text;
        if (said.includes('ready\n')) resolve();
      });
  });
  await Promise.race([ready, ended]);
  if (child.exitCode !== null) throw new Error(`the local cloud did not start:\n${said}`);
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
