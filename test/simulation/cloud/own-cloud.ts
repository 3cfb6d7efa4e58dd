import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';

/** A local cloud in a process of its own, with schedules at will only. */
export type OwnCloud = { stop(): Promise<void> };

/**
 * Starts a local cloud in this folder as the tests do; what it says is kept in `cloud.log`.
 *
 * @throws Error with what it said, when it does not start.
 */
export async function startOwnCloud(directory: string): Promise<OwnCloud> {
  const child = spawn(process.execPath, ['test/support/start-cloud.ts', directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  mkdirSync(directory, { recursive: true });
  const log = createWriteStream(`${directory}/cloud.log`);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  process.once('SIGINT', () => stop().then(() => process.exit(130)));
  await untilReady(child, ended);
  return { stop };
}

async function untilReady(child: ChildProcess, ended: Promise<void>): Promise<void> {
  let said = '';
  let isReady = false;
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        if (isReady) return;
        said += text;
        isReady = said.includes('ready\n');
        if (isReady) resolve();
      });
  });
  await Promise.race([ready, ended]);
  if (!isReady) throw new Error(`the local cloud did not start:\n${said}`);
}
