import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** A local cloud for each of jest's workers, so that none sees what another does. */
export default async function setUp({ maxWorkers }) {
  rmSync('.local/test', { recursive: true, force: true });
  globalThis.__LOCAL_CLOUDS__ = [];
  // One after the other: the first one synthesises what all of them run.
  for (let worker = 1; worker <= maxWorkers; worker++) await start(`.local/test/${worker}`);
}

async function start(directory) {
  const cloud = spawn('node', ['test/support/start-cloud.ts', directory, '.local/test/cdk.out'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  globalThis.__LOCAL_CLOUDS__.push(cloud);
  await new Promise((resolve, reject) => {
    cloud.stdout.on('data', (chunk) => String(chunk).includes('ready') && resolve(undefined));
    cloud.once('exit', (code) => reject(new Error(`the local cloud ended with ${code}`)));
  });
}
